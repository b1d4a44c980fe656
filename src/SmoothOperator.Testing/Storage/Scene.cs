using SmoothOperator.Conversations;
using SmoothOperator.Storage;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;
using Xunit;

namespace SmoothOperator.Testing.Storage;

/// <summary>One conversation with a session, and short ways to say what happens in it.</summary>
internal sealed class Scene(IStorage storage, Session session)
{
    public const string Pod = "pod-1";

    public static readonly DateTimeOffset Noon = new DateTimeOffset(2026, 3, 4, 12, 0, 0, TimeSpan.Zero).AddTicks(1_234_567);

    public string ConversationId => session.ConversationId;

    public string OrganizationId => session.OrganizationId;

    public string SessionId => session.Id;

    public static string NewId() => Guid.NewGuid().ToString("D");

    public static async Task<Scene> OpenAsync(IStorage storage, string organizationId)
    {
        var opening = Opening(organizationId);
        await storage.Conversations.OpenSessionAsync(opening, default);
        return new Scene(storage, opening.Session);
    }

    public static SessionOpening Opening(string organizationId = "org-1", string? key = null)
    {
        var id = NewId();
        var conversation = new Conversation
        {
            Id = id,
            OrganizationId = organizationId,
            Name = "Session " + id,
            IdempotencyKey = key ?? NewId(),
            CreatedAt = Noon,
            UpdatedAt = Noon,
        };
        return OpeningOf(conversation.Id, organizationId) with { Conversation = conversation };
    }

    /// <summary>A further session of a conversation that exists.</summary>
    public static SessionOpening OpeningOf(string conversationId, string organizationId = "org-1", DateTimeOffset? at = null)
    {
        var user = new Participant
        {
            Id = NewId(),
            ConversationId = conversationId,
            OrganizationId = organizationId,
            Kind = ParticipantKind.User,
            Name = "Visitor",
            CreatedAt = at ?? Noon,
        };
        var agent = user with { Id = NewId(), Kind = ParticipantKind.AiAgent, Name = "smooth-agent", InternalId = "agent-1" };
        return new SessionOpening(null, user, agent, new Session
        {
            Id = NewId(),
            ConversationId = conversationId,
            OrganizationId = organizationId,
            AgentName = agent.Name,
            UserParticipantId = user.Id,
            AgentParticipantId = agent.Id,
            CreatedAt = at ?? Noon,
            LastActivityAt = at ?? Noon,
        });
    }

    public TurnBegin NewTurn(string? requestId = null, DateTimeOffset? at = null, DateTimeOffset? deduplicateSince = null, string text = "hello", string owner = Pod)
    {
        var time = at ?? Noon;
        var message = new Message(NewId(), ConversationId, OrganizationId, MessageDirection.Inbound, text, time);
        var head = new TurnHead
        {
            Id = NewId(),
            ConversationId = ConversationId,
            SessionId = SessionId,
            OrganizationId = OrganizationId,
            RequestId = requestId ?? NewId(),
            State = TurnState.Running,
            Owner = owner,
            Lease = 1,
            LastSeq = 1,
            StartedAt = time,
        };
        return new TurnBegin(head, new TurnStarted { At = time, Message = text, MessageId = message.Id }, message, deduplicateSince);
    }

    public async Task<TurnHead> BeginAsync(string? requestId = null, DateTimeOffset? at = null, DateTimeOffset? deduplicateSince = null, string text = "hello", string owner = Pod)
    {
        var begun = await storage.Turns.BeginAsync(NewTurn(requestId, at, deduplicateSince, text, owner), default);
        Assert.Equal(TurnBeginOutcome.Begun, begun.Outcome);
        return begun.Turn;
    }

    public Task<TurnWriteOutcome> AppendAsync(TurnHead turn, params TurnStep[] steps) =>
        storage.Turns.AppendAsync(new TurnWrite(turn.Id, turn.Lease, steps, turn.LastSeq), default);

    /// <summary>Parks a running turn at a call and gives back its row.</summary>
    public async Task<TurnHead> ParkAsync(TurnHead turn, string callId = "call-1", DateTimeOffset? deadline = null)
    {
        var park = new TurnPark(callId, NewId(), deadline ?? Noon.AddMinutes(5));
        var step = new TurnParked { At = Noon, CallId = callId, ApprovalId = park.ApprovalId, ArgumentsHash = "00", Description = "May I?", Deadline = park.Deadline };
        Assert.Equal(TurnWriteOutcome.Written, await storage.Turns.ParkAsync(new TurnWrite(turn.Id, turn.Lease, [step], 7), park, default));
        return await ReadAsync(turn);
    }

    public static ParkAnswer Answer(TurnHead parked, ParkOutcome outcome = ParkOutcome.Approved, string owner = "pod-2") => new(
        parked.Id, parked.Lease, owner, new ParkResolved { At = Noon, CallId = parked.Park!.CallId, ApprovalId = parked.Park.ApprovalId, Outcome = outcome });

    public TurnEnding Ending(TurnHead turn, TurnState state = TurnState.Completed, string? reply = "hi", long tokens = 0, DateTimeOffset? at = null)
    {
        var time = at ?? Noon.AddSeconds(3);
        var message = reply is null ? null : new Message(NewId(), ConversationId, OrganizationId, MessageDirection.Outbound, reply, time);
        TurnStep last = state switch
        {
            TurnState.Completed => new TurnCompleted { At = time, MessageId = message?.Id ?? "", Reply = reply ?? "", Seq = 9 },
            TurnState.Failed => new TurnFailed { At = time, Code = "AGENT_ERROR", Message = "no", ErrorId = "e1", Seq = 9 },
            _ => new TurnCancelled { At = time, Seq = 9 },
        };
        return new TurnEnding(new TurnWrite(turn.Id, turn.Lease, [last], 9), state, message, tokens, time);
    }

    public async Task<TurnHead> EndAsync(TurnHead turn, TurnState state = TurnState.Completed, string? reply = "hi", long tokens = 0, DateTimeOffset? at = null)
    {
        Assert.Equal(TurnWriteOutcome.Written, await storage.Turns.EndAsync(Ending(turn, state, reply, tokens, at), default));
        return await ReadAsync(turn);
    }

    public async Task<TurnHead> ReadAsync(TurnHead turn) => Assert.IsType<TurnHead>(await storage.Turns.GetAsync(turn.Id, default));

    public async Task<string[]> MessagesAsync()
    {
        var page = Assert.IsType<MessagePage>(await storage.Conversations.ListMessagesAsync(ConversationId, null, 100_000, default));
        Assert.False(page.HasMore);
        return [.. page.Messages.Reverse().Select(message => message.Text)];
    }

    public async Task<int> CountStepsAsync(TurnHead turn) => (await storage.Turns.ReadStepsAsync(turn.Id, default)).Count;

    public async Task<Session> SessionAsync() => Assert.IsType<Session>(await storage.Conversations.GetSessionAsync(SessionId, default));

    public async Task<Conversation> ConversationAsync() => Assert.IsType<Conversation>(await storage.Conversations.GetConversationAsync(ConversationId, default));
}
