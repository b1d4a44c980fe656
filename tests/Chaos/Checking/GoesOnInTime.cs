using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>Within ten seconds of each start of the server, and of each accepted answer, the turn has ended, waits for a person, or the server is dead again.</summary>
internal sealed class GoesOnInTime : IRule
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public IEnumerable<string> Violations(RunHistory history) => Waits(history)
        .Where(wait => wait.Length is not { } length || length > Limit)
        .Select(wait => $"the turn did not go on within {Limit.TotalSeconds} s of {wait.Since.TotalSeconds:0.00} s");

    /// <summary>The longest time it took the turn to go on.</summary>
    public static TimeSpan Longest(RunHistory history) => Waits(history).Max(wait => wait.Length) ?? TimeSpan.Zero;

    private static IEnumerable<(TimeSpan Since, TimeSpan? Length)> Waits(RunHistory history)
    {
        var rests = history.Watched.Where(frame => frame.IsTerminal || frame.Kind == FrameKind.ParkOpened || frame.IsParked).Select(frame => frame.At)
            .Concat(history.Lives.Select(life => life.DiedAt).OfType<TimeSpan>()).Order().ToList();
        return history.Lives.Select(life => life.StartedAt)
            .Concat(history.Watched.Where(frame => frame.Kind == FrameKind.AnswerAccepted).Select(frame => frame.At))
            .Select(since => (since, rests.Find(rest => rest > since) is var rest && rest > since ? rest - since : (TimeSpan?)null));
    }
}
