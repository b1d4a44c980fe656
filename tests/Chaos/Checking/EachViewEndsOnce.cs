using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>No view sees a second terminal event; the person who watches sees one, and so does who asks later.</summary>
internal sealed class EachViewEndsOnce : IRule
{
    public IEnumerable<string> Violations(RunHistory history)
    {
        foreach (var view in history.Frames.Where(frame => frame.IsTerminal).GroupBy(frame => frame.View))
        {
            if (view.Count() > 1)
                yield return $"view {view.Key} saw {view.Count()} terminal events";
        }

        if (history.End is null)
            yield return "the turn never ended";
        if (history.Afterlife != 0 && !history.Frames.Any(frame => frame.View == history.Afterlife && frame.IsTerminal))
            yield return "a later life of the server did not tell the end of the turn";
    }
}
