using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SmoothOperator.Access;
using SmoothOperator.Conversations;
using SmoothOperator.Knowledge;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Memory;
using SmoothOperator.Testing;
using SmoothOperator.Testing.Faults;
using SmoothOperator.Turns;

namespace SmoothOperator.Tests.Turns;

/// <summary>One storage with one session, a clock, and as many engines on them as a test wants: a further engine is the next life of the server.</summary>
internal sealed class World : IAsyncDisposable
{
    private readonly List<Engine> _engines = [];

    private World(Session session) => Session = session;

    public FakeTimeProvider Time { get; } = new();

    public IStorage Storage { get; } = new MemoryStorage(new MemoryKnowledgeStore());

    /// <summary>The session that messages go through.</summary>
    public Session Session { get; set; }

    public string ConversationId => Session.ConversationId;

    public static async Task<World> OpenAsync(string? agentId = null)
    {
        var world = new World(null!);

        // A monotonic clock that runs stands nowhere near its zero.
        world.Time.Advance(TimeSpan.FromSeconds(1));
        world.Session = await world.OpenSessionAsync(agentId);
        return world;
    }

    public async Task<Session> OpenSessionAsync(string? agentId = null)
    {
        var now = Time.GetUtcNow();
        var conversation = new Conversation { Id = NewId(), OrganizationId = "org", Name = "c", IdempotencyKey = NewId(), CreatedAt = now, UpdatedAt = now };
        var user = new Participant { Id = NewId(), ConversationId = conversation.Id, OrganizationId = "org", Kind = ParticipantKind.User, Name = "Visitor", CreatedAt = now };
        var agent = user with { Id = NewId(), Kind = ParticipantKind.AiAgent, Name = "agent" };
        var session = new Session
        {
            Id = NewId(),
            ConversationId = conversation.Id,
            OrganizationId = "org",
            AgentId = agentId,
            AgentName = agent.Name,
            UserParticipantId = user.Id,
            AgentParticipantId = agent.Id,
            CreatedAt = now,
            LastActivityAt = now,
        };
        await Storage.Conversations.OpenSessionAsync(new SessionOpening(conversation, user, agent, session), default);
        return session;
    }

    /// <summary>The next life of the server.</summary>
    public Engine Live(IChatClient model, FaultPlan? plan = null, Action<SmoothOperatorOptions>? configure = null, Action<IServiceCollection>? add = null, params AIFunction[] tools)
    {
        var engine = new Engine(this, model, plan ?? new FaultPlan(), configure, add, tools);
        _engines.Add(engine);
        return engine;
    }

    public TurnRequest Request(string message = "hello", string requestId = "r1") =>
        new() { Session = Session, RequestId = requestId, Message = message, Reader = AccessContext.Anonymous("org") };

    public async Task<TurnHead> HeadAsync() => (await Storage.Turns.GetNewestAsync(ConversationId, requestId: null, default))!;

    public async Task<IReadOnlyList<string>> MessagesAsync() =>
        [.. (await Storage.Conversations.ListMessagesAsync(ConversationId, null, 100, default))!.Messages.Select(message => message.Text).Reverse()];

    public async Task<T> AdvanceUntilAsync<T>(Task<T> task)
    {
        await AdvanceUntilAsync((Task)task);
        return await task;
    }

    /// <summary>Lets the clock run from one retry to the next until something has happened.</summary>
    public async Task AdvanceUntilAsync(Task task)
    {
        while (!task.IsCompleted)
        {
            await Task.WhenAny(task, Time.WaitForTimerAsync(TimeSpan.FromSeconds(5)));
            if (!task.IsCompleted)
                Time.Advance(TimeSpan.FromSeconds(5));
        }

        await task;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var engine in _engines)
            await engine.DisposeAsync();
        await Storage.DisposeAsync();
    }

    private static string NewId() => Guid.NewGuid().ToString();
}
