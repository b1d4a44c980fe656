using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>A death of the server is no reason for a turn to fail.</summary>
internal sealed class TurnCompletes : IRule
{
    public IEnumerable<string> Violations(RunHistory history) =>
        history.Frames.Where(frame => frame.Kind is FrameKind.Failed or FrameKind.Cancelled).Select(frame => $"view {frame.View} saw the turn end as {frame.Kind}: {frame.Text}");
}
