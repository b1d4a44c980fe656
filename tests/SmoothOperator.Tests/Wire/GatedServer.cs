using SmoothOperator.Testing;
using SmoothOperator.Tools;

namespace SmoothOperator.Tests.Wire;

/// <summary>A server with a tool that a person must approve, one that only looks, and whatever else a test adds.</summary>
internal sealed class GatedServer : IAsyncDisposable
{
    public const string RefundArguments = """{"order":"7"}""";

    private GatedServer(TestServer server, TestServerSetup setup, HostTool refund)
    {
        Server = server;
        Setup = setup;
        Refund = refund;
    }

    public TestServer Server { get; }

    public TestServerSetup Setup { get; }

    public HostTool Refund { get; }

    public FakeTimeProvider Clock => Setup.Clock!;

    public ScriptedChatClient Script => (ScriptedChatClient)Setup.Model!;

    public PuppetChatClient Puppet => (PuppetChatClient)Setup.Model!;

    public InterceptedStorage Storage => (InterceptedStorage)Server.Storage;

    /// <summary>A script that asks for refunds, then answers.</summary>
    public static ScriptedChatClient AskingFor(int refunds)
    {
        var script = new ScriptedChatClient();
        for (var i = 0; i < refunds; i++)
            script.ToolCall("refund", RefundArguments);
        return script.Text("All ", "done.");
    }

    public static async Task<GatedServer> StartAsync(Action<TestServerSetup>? configure = null)
    {
        var refund = new HostTool("refund", "refunded");
        var setup = new TestServerSetup { Model = AskingFor(1) };
        setup.Tools.Add(refund);
        setup.Tools.Add(new HostTool("look", (_, _) => new ValueTask<object?>("seen"), ToolTraits.BuiltInReader));
        setup.ConfirmTools.Add("refund");
        configure?.Invoke(setup);
        return new GatedServer(await TestServer.StartAsync(setup), setup, refund);
    }

    public Task<WireClient> ConnectAsync() => Server.ConnectAsync();

    /// <summary>Opens a session, asks, and reads up to the park and the call it is about.</summary>
    public static async Task<WireSession> ParkAsync(WireClient client, string requestId = "m1", params string[] supports)
    {
        var session = await WireSession.OpenAsync(client, supports);
        await session.AskAsync(requestId);
        await ReadParkAsync(client);
        return session;
    }

    /// <summary>Reads up to a park and the call it is about; returns the park.</summary>
    public static async Task<WireFrame> ReadParkAsync(WireClient client)
    {
        var frames = await client.ReadUntilAsync(frame => frame.Type == "write_confirmation_required");
        var call = await client.ExpectAsync("stream_chunk");
        return call.At("data.state.rawResponse.toolCall") is null ? throw new WireException("A park is followed by its call.", client.Transcript) : frames[^1];
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
