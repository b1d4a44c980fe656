using System.Text;
using SmoothOperator.Access.Widgets;
using SmoothOperator.Conversations;
using SmoothOperator.Protocol;
using SmoothOperator.Storage;

namespace SmoothOperator.AspNetCore.Faces.WebSockets.Actions;

/// <summary><c>create_conversation_session</c> → a session on a fresh conversation.</summary>
internal sealed class CreateSessionHandler(IStorage storage, WidgetAuthorizer widgets) : IActionHandler
{
    private const string DefaultUser = "Visitor";
    private const string AgentName = "smooth-agent";
    private const string DefaultOrganization = "reference-org";

    public string Action => ActionNames.CreateConversationSession;

    public string StorageFailureCode => ErrorCodes.InternalError;

    public async ValueTask HandleAsync(ClientConnection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        var agentId = string.IsNullOrWhiteSpace(frame.AgentId) ? Guid.NewGuid().ToString() : frame.AgentId.Trim();
        var verdict = await widgets.AuthorizeAsync(agentId, connection.Origin, UserOf(frame), cancellationToken);
        if (verdict is { Code: { } code, Message: { } message })
        {
            connection.SendError(frame.RequestId, code, message);
            return;
        }


        var opening = OpeningOf(frame, agentId, verdict.OrganizationId ?? connection.Caller.OrganizationId ?? DefaultOrganization, connection.Time.GetUtcNow());
        await storage.Conversations.OpenSessionAsync(opening, cancellationToken);
        if (frame.Supports is { } supports)
        {
            connection.ResumesStreams |= supports.Contains(Capabilities.ResumeStream, StringComparer.Ordinal);
            connection.NamesApprovals |= supports.Contains(Capabilities.ApprovalId, StringComparer.Ordinal);
        }

        connection.Send(
            (frame.RequestId, Session: GetSessionHandler.FrameOf(opening.Session), Now: connection.UnixMilliseconds),
            static (output, state) => ServerFrames.SessionCreated(output, state.RequestId, state.Session, state.Now));
    }

    /// <summary>Whatever was sent as <c>authContext</c>, even null, is to be verified; only its absence is not.</summary>
    private static SignedUser? UserOf(ClientFrame frame) => frame.AuthContext is { } sent ? new SignedUser(sent.UserId, sent.Signature, sent.Timestamp) : null;

    private static SessionOpening OpeningOf(ClientFrame frame, string agentId, string organizationId, DateTimeOffset now)
    {
        var sessionId = Guid.NewGuid().ToString();
        var conversation = new Conversation
        {
            Id = Guid.NewGuid().ToString(),
            OrganizationId = organizationId,
            Name = $"Session {sessionId}",
            IdempotencyKey = sessionId,
            MetadataJson = frame.Metadata.IsEmpty ? null : Encoding.UTF8.GetString(frame.Metadata.Span),
            CreatedAt = now,
            UpdatedAt = now,
        };
        var user = new Participant
        {
            Id = Guid.NewGuid().ToString(),
            ConversationId = conversation.Id,
            OrganizationId = organizationId,
            Kind = ParticipantKind.User,
            Name = string.IsNullOrWhiteSpace(frame.UserName) ? DefaultUser : frame.UserName,
            Email = string.IsNullOrWhiteSpace(frame.UserEmail) ? null : frame.UserEmail,
            BrowserFingerprint = frame.BrowserFingerprint,
            CreatedAt = now,
        };
        var agent = new Participant
        {
            Id = Guid.NewGuid().ToString(),
            ConversationId = conversation.Id,
            OrganizationId = organizationId,
            Kind = ParticipantKind.AiAgent,
            Name = AgentName,
            InternalId = agentId,
            CreatedAt = now,
        };
        var session = new Session
        {
            Id = sessionId,
            ConversationId = conversation.Id,
            OrganizationId = organizationId,
            AgentId = agentId,
            AgentName = AgentName,
            UserParticipantId = user.Id,
            AgentParticipantId = agent.Id,
            Supports = frame.Supports is { Count: > 0 } ? frame.Supports : null,
            ContactEmail = user.Email,
            CreatedAt = now,
            LastActivityAt = now,
        };
        return new SessionOpening(conversation, user, agent, session);
    }
}
