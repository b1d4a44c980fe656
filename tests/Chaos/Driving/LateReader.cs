using System.Text.Json;
using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Driving;

/// <summary>Comes when all is over and asks for the turn and the conversation.</summary>
internal static class LateReader
{
    /// <summary>Asks for the whole turn. Returns the number of the view.</summary>
    public static async Task<int> RetellAsync(int port, Visitor visitor, Recorder recorder, CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(port, cancellationToken);
        var view = recorder.NewView();
        await socket.SendAsync(new { action = "resume_stream", requestId = visitor.RequestId, sessionId = visitor.SessionId }, cancellationToken);
        await socket.SendAsync(new { action = "ping", requestId = "p" }, cancellationToken);
        while (await socket.ReceiveAsync(cancellationToken) is { } frame && frame.GetProperty("type").GetString() != "pong")
            recorder.Saw(FrameReading.Read(frame, view, recorder.Now));
        return view;
    }

    /// <summary>Reads the conversation, oldest first.</summary>
    public static async Task<IReadOnlyList<StoredMessage>> ReadMessagesAsync(int port, Visitor visitor, CancellationToken cancellationToken)
    {
        using var socket = await ConnectAsync(port, cancellationToken);
        await socket.SendAsync(new { action = "get_conversation_messages", requestId = "m", sessionId = visitor.SessionId, limit = 100 }, cancellationToken);
        var reply = await socket.ReceiveAsync(cancellationToken) ?? throw new IOException("The server closed the connection instead of giving the messages.");
        return [.. reply.GetProperty("data").GetProperty("messages").EnumerateArray().Select(Read).Reverse()];
    }

    private static StoredMessage Read(JsonElement message) => new(
        message.GetProperty("id").GetString()!,
        message.GetProperty("direction").GetString() == "inbound",
        message.GetProperty("content").GetProperty("text").GetString()!);

    private static async Task<ChatSocket> ConnectAsync(int port, CancellationToken cancellationToken) =>
        await ChatSocket.ConnectAsync(port, cancellationToken) ?? throw new IOException("The server does not answer.");
}
