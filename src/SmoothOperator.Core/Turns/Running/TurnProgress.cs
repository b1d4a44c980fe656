using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Running;

/// <summary>What the steps of a turn add up to. The engine decides what to do next from this alone, so a resumed turn runs through the same code as a new one.</summary>
internal sealed class TurnProgress
{
    private readonly List<TurnStep> _steps = [];
    private readonly List<ModelReplied> _replies = [];
    private readonly List<IReadOnlyList<CallProgress>> _calls = [];

    public TurnStarted Started { get; private set; } = null!;

    public IReadOnlyList<TurnStep> Steps => _steps;

    /// <summary>Calls of the last model reply, in order.</summary>
    public IReadOnlyList<CallProgress> Calls => _calls.Count > 0 ? _calls[^1] : [];

    /// <summary>All finished model calls, in order.</summary>
    public IReadOnlyList<ModelReplied> Replies => _replies;

    public ModelReplied? LastReply => _replies.Count > 0 ? _replies[^1] : null;

    /// <summary>Replies in a row that were cut for length.</summary>
    public int Continuations { get; private set; }

    /// <summary>Replies in a row that held nothing.</summary>
    public int EmptyReplies { get; private set; }

    public bool HasTimedOutPark { get; private set; }

    /// <summary>Why the turn is to fail without running on, or null.</summary>
    public string? GiveUp { get; set; }

    public TokenUsage Usage { get; private set; } = TokenUsage.None;

    /// <summary>The progress that stored steps add up to; what they say was told counts as told.</summary>
    public static TurnProgress Of(IEnumerable<TurnStep> steps)
    {
        var progress = new TurnProgress();
        foreach (var step in steps)
            progress.Apply(step);
        foreach (var call in progress.Calls)
            call.IsAnnounced = call.Park is not null || call.IsInFlight || call.Outcome is not null;
        return progress;
    }

    public CallProgress? NextCall
    {
        get
        {
            foreach (var call in Calls)
            {
                if (call.Outcome is null)
                    return call;
            }

            return null;
        }
    }

    /// <summary>
    /// Whether a process that took over from a dead one may go on numbering: only where nothing can have been sent after the last committed step.
    /// </summary>
    public bool NothingSentIsLost => _steps.Count > 0 && _steps[^1] is ToolStarted or ParkResolved { Outcome: ParkOutcome.Approved };

    public void Apply(TurnStep step)
    {
        _steps.Add(step);
        switch (step)
        {
            case TurnStarted started:
                Started = started;
                break;
            case ModelReplied reply:
                Apply(reply);
                break;
            case TurnParked parked:
                CallOf(parked.CallId).Park = parked;
                break;
            case ParkResolved resolved:
                CallOf(resolved.CallId).Decision = resolved.Outcome;
                HasTimedOutPark |= resolved.Outcome == ParkOutcome.TimedOut;
                break;
            case ToolStarted toolStarted:
                CallOf(toolStarted.CallId).IsInFlight = true;
                break;
            case ToolFinished finished:
                var done = CallOf(finished.CallId);
                done.Outcome = finished;
                done.IsInFlight = false;
                break;
            default:
                break;
        }
    }

    /// <summary>The replies whose calls have all ended, with those calls.</summary>
    public IEnumerable<(ModelReplied Reply, IReadOnlyList<CallProgress> Calls)> FinishedReplies() =>
        _replies.Zip(_calls).Where(pair => pair.Second.All(call => call.Outcome is not null));

    /// <summary>Everything the calls of this turn found, in order.</summary>
    public IEnumerable<Citation> FoundSources() => _steps.OfType<ToolFinished>().SelectMany(finished => finished.Sources);

    private void Apply(ModelReplied reply)
    {
        _replies.Add(reply);
        Usage = Usage.Plus(reply.Usage);
        _calls.Add(reply.Calls.Count == 0 ? [] : [.. reply.Calls.Select(call => new CallProgress(call))]);
        var isEmpty = reply.Calls.Count == 0 && string.IsNullOrWhiteSpace(reply.Text);
        EmptyReplies = isEmpty ? EmptyReplies + 1 : 0;
        Continuations = IsCut(reply) ? Continuations + 1 : 0;
    }

    public static bool IsCut(ModelReplied reply) =>
        reply.Calls.Count == 0 && !string.IsNullOrWhiteSpace(reply.Text) && string.Equals(reply.FinishReason, "length", StringComparison.Ordinal);

    private CallProgress CallOf(string callId) =>
        Calls.FirstOrDefault(call => string.Equals(call.Call.CallId, callId, StringComparison.Ordinal))
        ?? throw new InvalidOperationException($"A step names the call '{callId}', which the last model reply did not ask for.");
}
