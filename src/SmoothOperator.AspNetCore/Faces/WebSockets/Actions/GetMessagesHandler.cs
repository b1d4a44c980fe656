using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Conversations;
using SmoothOperator.Protocol;
using SmoothOperator.Storage;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary><c>get_conversation_messages</c> → one page of the history, newest first.</summary>
internal sealed class GetMessagesHandler(SessionAccess sessions, IStorage storage, IOptions<SmoothOperatorOptions> options) : IActionHandler
{
    private const int DefaultLimit = 50;
    private const int MaxLimit = 100;
    private const int BytesBesideText = 512;

    private readonly long _maxPageBytes = options.Value.Frames.HistoryPageBytes;
    private readonly FrameHistoryShape _shape = options.Value.Frames.HistoryShape == HistoryShape.Schema ? FrameHistoryShape.Schema : FrameHistoryShape.Full;

    public string Action => ActionNames.GetConversationMessages;

    public async ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        if (frame.SessionId is not { } sessionId)
        {
            connection.SendError(frame.RequestId, SessionErrors.Missing);
            return;
        }

        if (await sessions.FindAsync(connection.Caller.OrganizationId, sessionId, cancellationToken) is not { } session)
        {
            connection.SendError(frame.RequestId, SessionErrors.NotFound(sessionId));
            return;
        }

        var limit = frame.Limit is { IsValid: true, Value: > 0 and var wanted } ? (int)Math.Min(wanted, MaxLimit) : DefaultLimit;
        var cursor = string.IsNullOrWhiteSpace(frame.Cursor) ? null : frame.Cursor;
        if (await storage.Conversations.ListMessagesAsync(session.ConversationId, cursor, limit, cancellationToken) is not { } page)
        {
            connection.SendError(frame.RequestId, ErrorCodes.ValidationError, "'cursor' is not a message of this conversation");
            return;
        }

        connection.Send(
            (frame.RequestId, History: HistoryOf(session.ConversationId, page), Shape: _shape, Now: connection.UnixMilliseconds),
            static (output, state) => ServerFrames.Messages(output, state.RequestId, state.History, state.Shape, state.Now));
    }

    /// <summary>The page, ended early before it grows past what every client can receive.</summary>
    private FrameHistory HistoryOf(string conversationId, MessagePage page)
    {
        var messages = new List<FrameMessage>(page.Messages.Count);
        var bytes = 0L;
        foreach (var message in page.Messages)
        {
            bytes += BytesBesideText + (2L * WorstEscapedBytes(message.Text));
            if (bytes > _maxPageBytes && messages.Count > 0)
                break;
            messages.Add(new FrameMessage(message.Id, message.Direction == MessageDirection.Inbound, message.Text, message.OrganizationId, message.CreatedAt));
        }

        var hasMore = page.HasMore || messages.Count < page.Messages.Count;
        return new FrameHistory(conversationId, messages, hasMore ? messages[^1].Id : null);
    }

    private static long WorstEscapedBytes(string text)
    {
        var bytes = 0L;
        foreach (var unit in text)
            bytes += unit switch { < ' ' => 6, '"' or '\\' => 2, < '\x80' => 1, _ => 3 };
        return bytes;
    }
}
