using SmoothOperator.Conversations;
using SmoothOperator.Knowledge;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Memory;
using SmoothOperator.Testing.Storage;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;
using Xunit;
using Xunit.Sdk;

namespace SmoothOperator.Tests.Storage;

/// <summary>The conformance suites find what they are for: each mistake here is one that a backend could make.</summary>
public sealed class BrokenBackendTests
{
    public static TheoryData<string, Func<ITurnStore, ITurnStore>, Func<TurnStoreConformance, Task>> Mistakes => new()
    {
        { "ignores leases", store => new BrokenTurnStore(store) { IgnoresLeases = true }, suite => suite.A_write_under_another_lease_is_fenced_and_leaves_nothing() },
        { "forgets cancellation", store => new BrokenTurnStore(store) { ForgetsCancellation = true }, suite => suite.After_a_cancel_request_only_a_cancelled_ending_is_accepted() },
        { "answers any approval", store => new BrokenTurnStore(store) { AnswersAnyApproval = true }, suite => suite.An_answer_to_another_call_approval_or_lease_is_no_answer() },
        { "checks, then begins", store => new BrokenTurnStore(store) { ChecksThenBegins = true }, suite => suite.Of_a_hundred_racing_beginnings_one_wins_and_the_rest_are_told_which() },
        { "loses the last step", store => new BrokenTurnStore(store) { LosesTheLastStep = true }, suite => suite.Steps_of_every_kind_read_back_byte_for_byte() },
        { "prunes what runs", store => new BrokenTurnStore(store) { PrunesTooMuch = true }, suite => suite.Pruning_removes_turns_that_ended_before_a_time_and_leaves_all_messages() },
        { "keeps takeovers", store => new BrokenTurnStore(store) { KeepsTakeovers = true }, suite => suite.Takeovers_add_up_until_a_step_is_written() },
    };

    [Theory]
    [MemberData(nameof(Mistakes), DisableDiscoveryEnumeration = true)]
    public async Task A_mistake_is_found(string mistake, Func<ITurnStore, ITurnStore> breaking, Func<TurnStoreConformance, Task> test)
    {
        Assert.NotEmpty(mistake);
        await RunAsync(store => store, test);

        await Assert.ThrowsAnyAsync<XunitException>(() => RunAsync(breaking, test));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    public async Task Paging_by_time_stamp_is_found(int limit) => await Assert.ThrowsAnyAsync<XunitException>(async () =>
    {
        var suite = new ConversationSuite();
        await suite.InitializeAsync();
        await suite.Pages_follow_the_order_of_appending_though_all_time_stamps_collide(limit);
    });

    private static async Task RunAsync(Func<ITurnStore, ITurnStore> breaking, Func<TurnStoreConformance, Task> test)
    {
        var suite = new TurnSuite(breaking);
        await suite.InitializeAsync();
        await test(suite);
        await suite.DisposeAsync();
    }

    private sealed class TurnSuite(Func<ITurnStore, ITurnStore> breaking) : TurnStoreConformance
    {
        protected override Task<IStorage> CreateStorageAsync() => Task.FromResult<IStorage>(new BrokenStorage(breaking, store => store));
    }

    private sealed class ConversationSuite : ConversationStoreConformance
    {
        protected override Task<IStorage> CreateStorageAsync() => Task.FromResult<IStorage>(new BrokenStorage(store => store, store => new PagesByTime(store)));
    }

    private sealed class BrokenStorage(Func<ITurnStore, ITurnStore> turns, Func<IConversationStore, IConversationStore> conversations) : IStorage
    {
        private readonly MemoryStorage _storage = new(new MemoryKnowledgeStore());

        public string Name => "broken";

        public IConversationStore Conversations => conversations(_storage.Conversations);

        public ITurnStore Turns => turns(_storage.Turns);

        public IKnowledgeStore Knowledge => _storage.Knowledge;

        public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public ValueTask DisposeAsync() => _storage.DisposeAsync();
    }

    private sealed class PagesByTime(IConversationStore store) : IConversationStore
    {
        public Task<Conversation> OpenSessionAsync(SessionOpening opening, CancellationToken cancellationToken) => store.OpenSessionAsync(opening, cancellationToken);

        public Task<Conversation?> GetConversationAsync(string conversationId, CancellationToken cancellationToken) => store.GetConversationAsync(conversationId, cancellationToken);

        public Task<Session?> GetSessionAsync(string sessionId, CancellationToken cancellationToken) => store.GetSessionAsync(sessionId, cancellationToken);

        public Task<IReadOnlyList<Participant>> ListParticipantsAsync(string conversationId, CancellationToken cancellationToken) => store.ListParticipantsAsync(conversationId, cancellationToken);

        public async Task<MessagePage?> ListMessagesAsync(string conversationId, string? beforeMessageId, int limit, CancellationToken cancellationToken)
        {
            var all = (await store.ListMessagesAsync(conversationId, null, int.MaxValue, cancellationToken))!.Messages;
            var before = all.FirstOrDefault(message => message.Id == beforeMessageId)?.CreatedAt ?? DateTimeOffset.MaxValue;
            var older = all.Where(message => message.CreatedAt < before).OrderByDescending(message => message.CreatedAt).ToArray();
            return new MessagePage([.. older.Take(limit)], older.Length > limit);
        }
    }

    private sealed class BrokenTurnStore(ITurnStore store) : ITurnStore
    {
        public bool IgnoresLeases { get; init; }

        public bool ForgetsCancellation { get; init; }

        public bool AnswersAnyApproval { get; init; }

        public bool ChecksThenBegins { get; init; }

        public bool LosesTheLastStep { get; init; }

        public bool PrunesTooMuch { get; init; }

        public bool KeepsTakeovers { get; init; }

        public async Task<TurnBeginResult> BeginAsync(TurnBegin begin, CancellationToken cancellationToken)
        {
            if (!ChecksThenBegins)
                return await store.BeginAsync(begin, cancellationToken);
            var unfinished = await store.GetUnfinishedAsync(begin.Head.ConversationId, cancellationToken);
            await Task.Yield();
            return unfinished is null ? (await store.BeginAsync(begin, cancellationToken)) with { Turn = begin.Head } : new TurnBeginResult(TurnBeginOutcome.Busy, unfinished);
        }

        public async Task<TurnWriteOutcome> AppendAsync(TurnWrite write, CancellationToken cancellationToken)
        {
            var outcome = await store.AppendAsync(
                IgnoresLeases && await store.GetAsync(write.TurnId, cancellationToken) is { } head ? write with { Lease = head.Lease } : write, cancellationToken);
            return ForgetsCancellation && outcome is TurnWriteOutcome.CancelRequested ? TurnWriteOutcome.Written : outcome;
        }

        public Task<TurnWriteOutcome> ParkAsync(TurnWrite write, TurnPark park, CancellationToken cancellationToken) => store.ParkAsync(write, park, cancellationToken);

        public async Task<TurnHead?> ResolveAsync(ParkAnswer answer, CancellationToken cancellationToken)
        {
            var park = AnswersAnyApproval ? (await store.GetAsync(answer.TurnId, cancellationToken))?.Park : null;
            return await store.ResolveAsync(park is null ? answer : answer with { Resolved = answer.Resolved with { ApprovalId = park.ApprovalId } }, cancellationToken);
        }

        public Task<TurnHead?> ClaimAsync(string turnId, long lease, string newOwner, CancellationToken cancellationToken) => store.ClaimAsync(turnId, lease, newOwner, cancellationToken);

        public Task<TurnWriteOutcome> EndAsync(TurnEnding ending, CancellationToken cancellationToken) => store.EndAsync(ending, cancellationToken);

        public Task<bool> RequestCancelAsync(string turnId, CancellationToken cancellationToken) => store.RequestCancelAsync(turnId, cancellationToken);

        public Task<bool> RaiseEpochAsync(string turnId, long lease, int epoch, long lastSeq, CancellationToken cancellationToken) =>
            store.RaiseEpochAsync(turnId, lease, epoch, lastSeq, cancellationToken);

        public async Task<TurnHead?> GetAsync(string turnId, CancellationToken cancellationToken)
        {
            var head = await store.GetAsync(turnId, cancellationToken);
            return KeepsTakeovers && head is not null ? head with { Takeovers = (int)head.Lease - 1 } : head;
        }

        public Task<TurnHead?> GetUnfinishedAsync(string conversationId, CancellationToken cancellationToken) => store.GetUnfinishedAsync(conversationId, cancellationToken);

        public Task<TurnHead?> GetNewestAsync(string conversationId, string? requestId, CancellationToken cancellationToken) =>
            store.GetNewestAsync(conversationId, requestId, cancellationToken);

        public async Task<IReadOnlyList<TurnStep>> ReadStepsAsync(string turnId, CancellationToken cancellationToken)
        {
            var steps = await store.ReadStepsAsync(turnId, cancellationToken);
            return LosesTheLastStep ? [.. steps.SkipLast(1)] : steps;
        }

        public Task<IReadOnlyList<TurnHead>> ListRunningOfOthersAsync(string owner, int limit, CancellationToken cancellationToken) =>
            store.ListRunningOfOthersAsync(owner, limit, cancellationToken);

        public Task<IReadOnlyList<TurnHead>> ListDueParksAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => store.ListDueParksAsync(now, limit, cancellationToken);

        public Task<int> PruneAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) =>
            store.PruneAsync(PrunesTooMuch ? DateTimeOffset.MaxValue : endedBefore, limit, cancellationToken);
    }
}
