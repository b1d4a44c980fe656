using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SmoothOperator.Storage;
using SmoothOperator.Testing.Faults;
using SmoothOperator.Tools;
using SmoothOperator.Turns;
using Xunit;

namespace SmoothOperator.Tests.Turns;

/// <summary>One life of the server, composed as a host composes it, without a face.</summary>
internal sealed class Engine : IAsyncDisposable
{
    private readonly World _world;
    private readonly ServiceProvider _services;

    public Engine(World world, IChatClient model, FaultPlan plan, Action<SmoothOperatorOptions>? configure, Action<IServiceCollection>? add, IReadOnlyList<AIFunction> tools)
    {
        _world = world;
        Plan = plan;
        Tools = new TestTools([.. tools.Select(tool => new FaultingTool(tool, plan))]);
        var services = new ServiceCollection();
        services.AddSmoothOperator(configure);
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddSingleton<IStorage>(new FaultingStorage(world.Storage, plan));
        services.AddSingleton<IChatClient>(new FaultingChatClient(model, plan));
        services.AddSingleton<IToolProvider>(Tools);
        add?.Invoke(services);
        _services = services.BuildServiceProvider();
        Turns = _services.GetRequiredService<TurnService>();
    }

    public FaultPlan Plan { get; }

    public TurnService Turns { get; }

    public TestTools Tools { get; }

    /// <summary>Sends a message; its follower hears the turn.</summary>
    public async Task<RecordingFollower> SendAsync(TurnRequest? request = null, bool canResume = true)
    {
        var audience = new RecordingAudience(canResume);
        Assert.Equal(TurnBeginOutcome.Begun, (await Turns.StartAsync(request ?? _world.Request(), audience, default)).Outcome);
        return audience.Follower;
    }

    /// <summary>Joins a turn; null when there is nothing to join.</summary>
    public async Task<RecordingFollower?> ResumeAsync(int epoch = 0, long afterSeq = 0, string? requestId = null, RecordingAudience? audience = null)
    {
        audience ??= new RecordingAudience();
        return await Turns.ResumeAsync(_world.ConversationId, requestId, epoch, afterSeq, audience, default) ? audience.Follower : null;
    }

    public async Task<bool> AnswerAsync(bool approved, RecordingAudience? audience = null, CancellationToken cancellationToken = default) =>
        await Turns.AnswerAsync(
            new ApprovalAnswer { ConversationId = _world.ConversationId, Approved = approved, IsAbout = _ => true, Acknowledge = () => { } }, audience ?? new RecordingAudience(), cancellationToken);

    /// <summary>Takes over what the life before left, and joins it.</summary>
    public async Task<RecordingFollower> TakeOverAsync(int epoch = 0, long afterSeq = 0)
    {
        await Turns.TakeOverAsync(default);
        return (await ResumeAsync(epoch, afterSeq))!;
    }

    /// <summary>Waits until so many turns run.</summary>
    public async Task WaitForRunningAsync(int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (Turns.RunningCount != count)
        {
            deadline.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Plan.Clear();
        await _services.DisposeAsync();
    }
}
