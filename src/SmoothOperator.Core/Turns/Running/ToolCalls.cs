using System.Security.Cryptography;
using System.Text;
using SmoothOperator.Tools;
using SmoothOperator.Turns.Events;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Running;

/// <summary>Works off the tool calls of a model reply: readers side by side, everything else one after another, gated ones only with a person's approval.</summary>
internal sealed class ToolCalls(TurnLog log, ToolSet tools, ToolInvoker invoker, TimeSpan confirmTimeout, Func<bool> canNameApprovals, TimeProvider time)
{
    private const int MaxParallel = 5;
    private const int MaxDescribedArguments = 1000;

    private string TurnId => log.Stream.TurnId;

    /// <summary>Runs calls until none is left or one parks. Returns whether the turn is parked.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        while (log.Progress.NextCall is { } call)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var readers = LeadingReaders();
            if (readers.Count > 1 && !log.Progress.NothingSentIsLost)
                await RunReadersAsync(readers, cancellationToken);
            else if (await RunOneAsync(call, cancellationToken))
                return true;
        }

        return false;
    }

    private List<CallProgress> LeadingReaders() =>
        [.. log.Progress.Calls.SkipWhile(call => call.Outcome is not null)
            .TakeWhile(call => call.Outcome is null && tools.Find(call.Call.Name) is { } tool && ToolTraits.Of(tool).IsBuiltInReader && !tools.IsGated(tool))];

    private async Task RunReadersAsync(List<CallProgress> calls, CancellationToken cancellationToken)
    {
        foreach (var call in calls)
            Announce(call);
        log.Stream.Flush();
        using var slots = new SemaphoreSlim(MaxParallel);
        var outcomes = await Task.WhenAll(calls.Select(async call =>
        {
            await slots.WaitAsync(cancellationToken);
            try
            {
                return await ReadAsync(call, cancellationToken);
            }
            finally
            {
                slots.Release();
            }
        }));
        for (var i = 0; i < calls.Count; i++)
            await NoteOutcomeAsync(calls[i], outcomes[i], cancellationToken);
    }

    private async Task<ToolOutcome> ReadAsync(CallProgress call, CancellationToken cancellationToken)
    {
        var tool = tools.Find(call.Call.Name)!;
        return invoker.Check(tool, call.Call.Arguments, out var arguments)
            ?? await invoker.InvokeAsync(tool, arguments, new ToolCallContext(TurnId, call.Call.CallId), cancellationToken);
    }

    /// <summary>One call, from its gate to its result. Returns whether it parked the turn.</summary>
    private async Task<bool> RunOneAsync(CallProgress call, CancellationToken cancellationToken)
    {
        if (tools.Find(call.Call.Name) is not { } tool)
        {
            await RefuseAsync(call, $"error: there is no tool named '{call.Call.Name}'.", cancellationToken);
            return false;
        }

        var traits = ToolTraits.Of(tool);
        if (call.IsInFlight && !traits.IsIdempotent)
        {
            await FinishAsync(call, ToolOutcome.Error("error: the server was interrupted during this call, so its outcome is unknown. It was not repeated: check whether it took effect before you try again."), cancellationToken);
            return false;
        }

        if (invoker.Check(tool, call.Call.Arguments, out var arguments) is { } problem)
        {
            await NoteRefusalAsync(call, problem, cancellationToken);
            return false;
        }

        if (!call.IsInFlight && tools.IsGated(tool))
        {
            if (call.Decision is null)
                return await AskAsync(call, cancellationToken);
            if (Refusal(call) is { } refusal)
            {
                await RefuseAsync(call, refusal, cancellationToken);
                return false;
            }
        }

        if (traits.IsBuiltInReader)
        {
            Announce(call);
            log.Stream.Flush();
            await NoteOutcomeAsync(call, await ReadAsync(call, cancellationToken), cancellationToken);
            return false;
        }

        if (!call.IsInFlight)
        {
            var seq = call.IsAnnounced ? log.Stream.LastSeq : log.Stream.SeqAfter(CalledEvent(call));
            await log.CommitAsync(new ToolStarted { At = time.GetUtcNow(), CallId = call.Call.CallId }, seq, cancellationToken);
            Announce(call);
            log.Stream.Flush();
            cancellationToken.ThrowIfCancellationRequested();
        }

        var outcome = await invoker.InvokeAsync(tool, arguments, new ToolCallContext(TurnId, call.Call.CallId), cancellationToken);
        await FinishAsync(call, outcome, cancellationToken);
        return false;
    }

    /// <summary>Parks the turn for a person's decision. The park's event comes before the call's own.</summary>
    private async Task<bool> AskAsync(CallProgress call, CancellationToken cancellationToken)
    {
        if (log.Progress.HasTimedOutPark && !canNameApprovals())
        {
            await RefuseAsync(call, "User denied: an earlier request of this turn was not answered in time, so this one was not asked.", cancellationToken);
            return false;
        }

        var now = time.GetUtcNow();
        var parked = new TurnParked
        {
            At = now,
            CallId = call.Call.CallId,
            ApprovalId = Guid.NewGuid().ToString(),
            ArgumentsHash = HashOf(call.Call),
            Description = $"Tool '{call.Call.Name}' requires confirmation. Allow?\n{ArgumentMasker.ToCompactMaskedJson(call.Call.Arguments, MaxDescribedArguments)}",
            Deadline = now + confirmTimeout,
        };
        var request = new ApprovalRequested(now, call.Call.Name, parked.Description, parked.ApprovalId);
        await log.ParkAsync(parked, log.Stream.SeqAfter(request, CalledEvent(call)), cancellationToken);
        log.Stream.Tell(request);
        Announce(call);
        return true;
    }

    /// <summary>Why the decision about a call keeps it from running, or null when it was approved for exactly this call.</summary>
    private static string? Refusal(CallProgress call) => call.Decision switch
    {
        ParkOutcome.Approved when string.Equals(call.Park?.ArgumentsHash, HashOf(call.Call), StringComparison.Ordinal) => null,
        ParkOutcome.Approved => "User denied: the approval was given for another call.",
        ParkOutcome.TimedOut => "User denied: confirmation timeout",
        _ => "User denied: user rejected the action",
    };

    private Task RefuseAsync(CallProgress call, string text, CancellationToken cancellationToken) => NoteRefusalAsync(call, ToolOutcome.Error(text), cancellationToken);

    private Task NoteRefusalAsync(CallProgress call, ToolOutcome outcome, CancellationToken cancellationToken)
    {
        Announce(call);
        return NoteOutcomeAsync(call, outcome, cancellationToken);
    }

    /// <summary>
    /// An outcome without an effect outside: it is stored with the next commit. But where a process that took over would go on numbering, nothing may be told that is not stored.
    /// </summary>
    private async Task NoteOutcomeAsync(CallProgress call, ToolOutcome outcome, CancellationToken cancellationToken)
    {
        if (log.Progress.NothingSentIsLost)
        {
            await FinishAsync(call, outcome, cancellationToken);
            return;
        }

        var step = outcome.ToStep(call.Call.CallId, time.GetUtcNow());
        log.Note(step);
        log.Stream.Tell(ReturnedEvent(call, step));
    }

    private async Task FinishAsync(CallProgress call, ToolOutcome outcome, CancellationToken cancellationToken)
    {
        var step = outcome.ToStep(call.Call.CallId, time.GetUtcNow());
        var returned = ReturnedEvent(call, step);
        await log.CommitAsync(step, log.Stream.SeqAfter(returned), cancellationToken);
        log.Stream.Tell(returned);
    }

    private void Announce(CallProgress call)
    {
        if (call.IsAnnounced)
            return;
        call.IsAnnounced = true;
        log.Stream.Tell(CalledEvent(call));
    }

    private ToolCalled CalledEvent(CallProgress call) => new(time.GetUtcNow(), call.Call.Name, call.Call.Arguments);

    private static ToolReturned ReturnedEvent(CallProgress call, ToolFinished step) => new(step.At, call.Call.Name, step.IsError, step.Result);

    private static string HashOf(RequestedCall call) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{call.Name}\n{call.Arguments}")));
}
