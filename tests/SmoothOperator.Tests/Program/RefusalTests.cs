using System.Net;
using System.Net.Sockets;
using SmoothOperator.Tests.Storage;
using Xunit;

namespace SmoothOperator.Tests.Program;

/// <summary>What the program cannot start with ends it with 78, every reason on standard error, and its port was never open.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public Task Settings_that_are_wrong_or_not_built_are_all_named_at_once() => AssertRefusedAsync(
        [("SMOOTH_AGENT_STORAGE", "postgres"), ("SMOOTH_AGENT_AUTH_MODE", "jwt"), ("SMOOTH_AGENT_BACKPLANE", "redis"), ("SMOOTH_AGENT_MAX_ITERATIONS", "many")],
        "SMOOTH_AGENT_STORAGE='postgres' is not built yet",
        "SMOOTH_AGENT_AUTH_MODE='jwt' is not built yet",
        "SMOOTH_AGENT_BACKPLANE is set",
        "SMOOTH_AGENT_MAX_ITERATIONS='many'");

    [Theory]
    [InlineData("dynamodb", "is not built yet")]
    [InlineData("floppy", "must be sqlite or memory")]
    public Task A_storage_that_is_not_there_is_not_replaced_by_another(string storage, string reason) =>
        AssertRefusedAsync([("SMOOTH_AGENT_STORAGE", storage)], reason);

    [Theory]
    [InlineData("nats")]
    [InlineData("redis")]
    public Task A_backplane_is_not_built(string backplane) => AssertRefusedAsync([("SMOOTH_AGENT_BACKPLANE", backplane)], "SMOOTH_AGENT_BACKPLANE", "not built yet");

    [Fact]
    public Task A_bad_line_of_a_seed_file_is_named() => AssertRefusedAsync(
        [("SMOOTH_AGENT_SEED_FILE", Write("seed.jsonl", """{"source":"a.md","content":"A."}""" + "\n" + """{"source":"b.md"}"""))],
        "SMOOTH_AGENT_SEED_FILE",
        "line 2",
        "content");

    [Fact]
    public Task Every_mistake_of_a_tools_file_is_named_and_a_missing_variable_too() => AssertRefusedAsync(
        [("SMOOTH_AGENT_TOOLS_FILE", Write(
            "tools.json",
            """
            [
              { "name": "bad name", "description": "d", "parameters": { "type": "object" }, "result": 1 },
              { "name": "fetch", "description": "d", "parameters": { "type": "object" },
                "http": { "method": "GET", "url": "http://127.0.0.1/", "headers": { "Authorization": "Bearer $NOT_THERE" } } }
            ]
            """))],
        "SMOOTH_AGENT_TOOLS_FILE: ",
        "tools[0].name",
        "NOT_THERE");

    [Fact]
    public Task A_tools_file_that_is_no_json_is_refused() => AssertRefusedAsync([("SMOOTH_AGENT_TOOLS_FILE", Write("tools.json", "[{"))], "SMOOTH_AGENT_TOOLS_FILE: ");

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await AssertRefusedAsync([("SMOOTH_AGENT_PORT", $"{((IPEndPoint)other.LocalEndpoint).Port}")], $"{((IPEndPoint)other.LocalEndpoint).Port}");
    }

    [Fact]
    public Task A_data_directory_that_cannot_be_made_is_named() =>
        AssertRefusedAsync([("SMOOTH_AGENT_DATA_DIR", Path.Combine(Write("file", ""), "data"))], "data directory");

    [Fact]
    public async Task An_option_that_does_not_exist_is_not_ignored()
    {
        await using var server = ServerProcess.Launch(_directory.Path, ["serve", "--dmeo"]);
        Assert.NotEqual(0, await server.WaitForExitAsync());
        Assert.Contains("--dmeo", server.Errors, StringComparison.Ordinal);
    }

    private async Task AssertRefusedAsync((string Name, string Value)[] environment, params string[] reasons)
    {
        await using var server = ServerProcess.Launch(_directory.Path, ["serve"], environment);
        Assert.Equal(78, await server.WaitForExitAsync());
        foreach (var reason in reasons)
            Assert.Contains(reason, server.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", server.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("listening", server.Output, StringComparison.OrdinalIgnoreCase);
    }

    private string Write(string name, string text)
    {
        var path = _directory.File(name);
        File.WriteAllText(path, text);
        return path;
    }
}
