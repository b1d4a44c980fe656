using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>Numbered events come as 1, 2, 3 … within an epoch, over all connections of one client; a stream that goes on does so at the number after the last one seen.</summary>
internal sealed class NumbersHaveNoGap : IRule
{
    public IEnumerable<string> Violations(RunHistory history) => Of(history.Watched).Concat(Of(history.Frames.Where(frame => frame.View == history.Afterlife)));

    private static IEnumerable<string> Of(IEnumerable<SeenFrame> frames)
    {
        var (epoch, last) = (0, 0L);
        foreach (var frame in frames)
        {
            if (frame.Kind == FrameKind.Resumed)
            {
                if (frame.Seq != 1 && (frame.IsRestart || frame.Epoch != epoch || frame.Seq != last + 1))
                    yield return $"view {frame.View} was resumed at {frame.Epoch}/{frame.Seq} after {epoch}/{last}";
                if (frame.Epoch < epoch)
                    yield return $"view {frame.View} was resumed in epoch {frame.Epoch} after epoch {epoch}";
                (epoch, last) = (frame.Epoch, frame.Seq - 1);
            }
            else if (frame is { IsEvent: true, Epoch: not 0 })
            {
                if (frame is { Kind: FrameKind.Accepted, Seq: 1 } && last == 0)
                    epoch = frame.Epoch;
                if (frame.Epoch != epoch || frame.Seq != last + 1)
                    yield return $"view {frame.View} saw {frame.Kind} {frame.Epoch}/{frame.Seq} after {epoch}/{last}";
                (epoch, last) = (frame.Epoch, frame.Seq);
            }
        }
    }
}
