using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Conversations;
using SmoothOperator.Models;
using SmoothOperator.Protocol;
using SmoothOperator.Storage;
using SmoothOperator.Turns;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary><c>send_message</c> → 202 and a turn, or exactly one error and no side effect.</summary>
internal sealed class SendMessageHandler(SessionAccess sessions, TurnService turns, IChatClientSource models, IOptions<SmoothOperatorOptions> options) : IActionHandler
{
    private const string Busy = "a turn is already in progress in this conversation; cancel it or wait for it to complete";

    public string Action => ActionNames.SendMessage;

    public async ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        if (Problem(frame) is { } problem)
        {
            connection.SendError(frame.RequestId, problem);
            return;
        }

        if (await sessions.FindAsync(connection.Caller.OrganizationId, frame.SessionId!, cancellationToken) is not { } session)
        {
            connection.SendError(frame.RequestId, SessionErrors.NotFound(frame.SessionId!));
            return;
        }

        var deduplicate = session.Supports?.Contains(Capabilities.ResumeStream, StringComparer.Ordinal) == true;
        if (await RefusalAsync(connection, frame, session, deduplicate, cancellationToken) is { } refusal)
        {
            connection.SendError(frame.RequestId, refusal);
            return;
        }

        var request = RequestOf(connection, frame, session, deduplicate);
        connection.BeginningRequest = frame.RequestId;
        try
        {
            var start = await turns.StartAsync(request, connection, cancellationToken);
            if (start.Outcome == TurnBeginOutcome.Busy)
                connection.SendError(frame.RequestId, ErrorCodes.TurnInProgress, Busy);
            else if (start.Outcome == TurnBeginOutcome.Duplicate)
                await AnswerDuplicateAsync(connection, frame, start.Turn, cancellationToken);
        }
        finally
        {
            connection.BeginningRequest = null;
        }
    }

    private static FrameError? Problem(ClientFrame frame) => frame switch
    {
        { RequestId: null } => new FrameError(ErrorCodes.ValidationError, "send_message requires a 'requestId'"),
        { SessionId: null } => SessionErrors.Missing,
        { Message: var message } when string.IsNullOrWhiteSpace(message) => new FrameError(ErrorCodes.ValidationError, "missing or empty 'message'"),
        { Skill: { } skill } when !string.IsNullOrWhiteSpace(skill) => new FrameError(ErrorCodes.SkillNotFound, $"skill '{ServerFrames.Quote(skill)}' is not available on this server"),
        _ => null,
    };

    /// <summary>What keeps the turn from beginning, in the order clients rely on. A message that may be one sent again goes on to the storage, which decides.</summary>
    private async ValueTask<FrameError?> RefusalAsync(ClientConnection connection, ClientFrame frame, Session session, bool deduplicate, CancellationToken cancellationToken)
    {
        if (deduplicate && await turns.IsRepeatAsync(session.ConversationId, frame.RequestId!, cancellationToken))
            return null;
        if (connection.RunningRequest(frame.RequestId!) is not null)
            return new FrameError(ErrorCodes.TurnInProgress, "a turn of this requestId is already in progress on this connection");
        var limit = options.Value.Turns.PerConnection;
        var running = connection.OwnTurns;
        if (running >= limit)
        {
            return await turns.IsBusyAsync(session.ConversationId, cancellationToken)
                ? new FrameError(ErrorCodes.TurnInProgress, Busy)
                : new FrameError(ErrorCodes.TurnInProgress, $"this connection already runs {running} turns");
        }

        if (await models.GetAsync(session.OrganizationId, cancellationToken) is not null)
            return null;
        return await turns.IsBusyAsync(session.ConversationId, cancellationToken)
            ? new FrameError(ErrorCodes.TurnInProgress, Busy)
            : new FrameError(ErrorCodes.LlmUnavailable, "no model is available: set SMOOAI_GATEWAY_KEY, or give this organization a key of its own");
    }

    private static TurnRequest RequestOf(ClientConnection connection, ClientFrame frame, Session session, bool deduplicate) => new()
    {
        Session = session,
        RequestId = frame.RequestId!,
        Message = frame.Message!,
        Reader = connection.Caller.ReaderIn(session.OrganizationId),
        Model = string.IsNullOrWhiteSpace(frame.Model) ? null : frame.Model.Trim(),
        Stream = frame.Stream ?? true,
        Deduplicate = deduplicate,
        Images = frame.Images is { } images ? [.. images.Select(image => new TurnImage(image.Url, image.Detail))] : [],
        Files = frame.Files is { } files ? [.. files.Select(file => new TurnFile(file.Name, file.MimeType, file.Url))] : [],
    };

    /// <summary>A message sent again is answered with what became of it; under the same id with another text it is a mistake.</summary>
    private async ValueTask AnswerDuplicateAsync(ClientConnection connection, ClientFrame frame, TurnHead earlier, CancellationToken cancellationToken)
    {
        if (await turns.MessageOfAsync(earlier.Id, cancellationToken) is { } text && !string.Equals(text, frame.Message, StringComparison.Ordinal))
        {
            connection.SendError(frame.RequestId, ErrorCodes.ValidationError, "'requestId' was used for another message within the last 24 hours");
            return;
        }

        connection.ResumesStreams = true;
        if (!await turns.ResumeAsync(earlier.ConversationId, earlier.RequestId, epoch: 0, afterSeq: 0, connection, cancellationToken))
            connection.SendError(frame.RequestId, ErrorCodes.TurnNotFound, $"no turn to resume in session '{ServerFrames.Quote(frame.SessionId!)}'");
    }
}
