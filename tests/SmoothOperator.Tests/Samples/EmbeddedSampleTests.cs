using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using SmoothOperator.Tests.Architecture;
using Xunit;

namespace SmoothOperator.Tests.Samples;

public sealed class EmbeddedSampleTests : IDisposable
{
    private const int MostLines = 30;

    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(60));
    private readonly Process _sample = new()
    {
        StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Embedded.dll"), "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
            WorkingDirectory = AppContext.BaseDirectory,
        },
    };

    private bool _isStarted;

    [Fact]
    public void The_sample_is_short() =>
        Assert.True(File.ReadLines(Path.Combine(Repository.Root, "samples/Embedded/Program.cs")).Count() < MostLines);

    [Fact]
    public async Task The_sample_runs_and_asks_before_it_refunds()
    {
        _isStarted = _sample.Start();
        var address = await AddressAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(address.Replace("http://", "ws://", StringComparison.Ordinal) + "/agent"), _patience.Token);

        await SendAsync(socket, new { action = "create_conversation_session", requestId = "c1" });
        var created = await NextAsync(socket, "immediate_response");
        var sessionId = created.GetProperty("data").GetProperty("sessionId").GetString();
        await SendAsync(socket, new { action = "send_message", requestId = "m1", sessionId, message = "Refund order 1042, it arrived broken" });
        var asked = await NextAsync(socket, "write_confirmation_required");
        Assert.Equal("issue_refund", asked.GetProperty("data").GetProperty("data").GetProperty("toolId").GetString());
        await SendAsync(socket, new { action = "confirm_tool_action", requestId = "m1", sessionId, approved = true });
        var answer = await NextAsync(socket, "eventual_response");

        Assert.Contains("1042", answer.GetRawText(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (_isStarted)
        {
            _sample.Kill(entireProcessTree: true);
            _sample.WaitForExit();
        }

        _sample.Dispose();
        _patience.Dispose();
    }

    private async Task<string> AddressAsync()
    {
        const string Announcement = "Now listening on: ";
        while (await _sample.StandardOutput.ReadLineAsync(_patience.Token) is { } line)
        {
            if (line.IndexOf(Announcement, StringComparison.Ordinal) is >= 0 and var at)
                return line[(at + Announcement.Length)..].Trim();
        }

        throw new InvalidOperationException("The sample ended before it listened.");
    }

    private Task SendAsync(ClientWebSocket socket, object frame) =>
        socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(frame), WebSocketMessageType.Text, endOfMessage: true, _patience.Token);

    private async Task<JsonElement> NextAsync(ClientWebSocket socket, string type)
    {
        var buffer = new byte[1 << 16];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), _patience.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            var frame = JsonDocument.Parse(Encoding.UTF8.GetString(buffer, 0, length)).RootElement;
            if (frame.GetProperty("type").GetString() == type)
                return frame;
        }
    }
}
