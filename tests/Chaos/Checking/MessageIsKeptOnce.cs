using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>A message whose 202 was seen is in the history exactly once; one sent again without having been acknowledged, at most once.</summary>
internal sealed class MessageIsKeptOnce : IRule
{
    public IEnumerable<string> Violations(RunHistory history)
    {
        var kept = history.Messages.Count(message => message.IsFromUser && message.Text == history.Message);
        if (kept > 1)
            yield return $"the message is in the history {kept} times";
        if (kept == 0 && history.Frames.Any(frame => frame.Kind == FrameKind.Accepted))
            yield return "the message was acknowledged and is not in the history";
    }
}
