namespace SmoothOperator.Testing;

/// <summary>A session on the wire, with what a client does in it.</summary>
/// <param name="Client">The connection.</param>
/// <param name="SessionId">The session.</param>
/// <param name="ConversationId">Its conversation.</param>
public sealed record WireSession(WireClient Client, string SessionId, string ConversationId)
{
    /// <summary>Opens a session.</summary>
    /// <param name="client">The connection.</param>
    /// <param name="supports">The capabilities to declare; none: the field is left out.</param>
    public static async Task<WireSession> OpenAsync(WireClient client, params string[] supports)
    {
        await client.SendAsync(new { action = "create_conversation_session", requestId = "open", agentId = "11111111-1111-1111-1111-111111111111", supports = supports.Length == 0 ? null : supports });
        client.ResumesStreams |= supports.Contains("resume_stream", StringComparer.Ordinal);
        client.NamesApprovals |= supports.Contains("approval_id", StringComparer.Ordinal);
        var created = await client.ExpectAsync("immediate_response", 200);
        return new WireSession(client, created.Text("data.sessionId")!, created.Text("data.conversationId")!);
    }

    /// <summary>The same session over another connection.</summary>
    public WireSession On(WireClient other) => this with { Client = other };

    /// <summary>Sends a message.</summary>
    /// <param name="requestId">The turn's request.</param>
    /// <param name="message">The message.</param>
    /// <param name="stream">Whether increments are wanted; left out when null.</param>
    public Task AskAsync(string requestId, string message = "Hello", bool? stream = null) =>
        Client.SendAsync(new { action = "send_message", requestId, sessionId = SessionId, message, stream });

    /// <summary>Sends a message and reads its turn to the end.</summary>
    public async Task<IReadOnlyList<WireFrame>> AskAndReadAsync(string requestId, string message = "Hello", bool? stream = null)
    {
        await AskAsync(requestId, message, stream);
        return await Client.ReadTurnAsync(requestId);
    }

    /// <summary>Answers a park.</summary>
    public Task ConfirmAsync(bool approved, string? requestId = "answer", string? approvalId = null) =>
        Client.SendAsync(new { action = "confirm_tool_action", requestId, sessionId = SessionId, approved, approvalId });

    /// <summary>Cancels.</summary>
    public Task CancelAsync(string? requestId = null, bool namesSession = true) =>
        Client.SendAsync(new { action = "cancel", requestId, sessionId = namesSession ? SessionId : null });

    /// <summary>Picks a turn up again; from then on this connection takes part in <c>resume_stream</c>.</summary>
    public Task ResumeAsync(string? requestId = null, int? epoch = null, long? afterSeq = null)
    {
        Client.ResumesStreams = true;
        return Client.SendAsync(new { action = "resume_stream", requestId, sessionId = SessionId, epoch, afterSeq });
    }

    /// <summary>The texts of the conversation's newest messages, oldest first.</summary>
    public async Task<IReadOnlyList<string>> HistoryAsync()
    {
        await Client.SendAsync(new { action = "get_conversation_messages", requestId = "history", sessionId = SessionId });
        var page = await Client.ExpectAsync("immediate_response", 200);
        return [.. page.At("data.messages")!.Value.EnumerateArray().Select(message => message.GetProperty("content").GetProperty("text").GetString()!).Reverse()];
    }
}
