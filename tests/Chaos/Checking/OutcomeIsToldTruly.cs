using SmoothOperator.Chaos.Histories;
using SmoothOperator.Chaos.Host;

namespace SmoothOperator.Chaos.Checking;

/// <summary>A tool call that is told as a success took effect, and every call of a completed turn is told with a result.</summary>
internal sealed class OutcomeIsToldTruly : IRule
{
    public IEnumerable<string> Violations(RunHistory history)
    {
        if (history.End is not { Kind: FrameKind.Completed })
            yield break;
        var results = Transcript.Of(history.Watched).ToolResults;
        foreach (var tool in new[] { ChaosTools.Note, ChaosTools.Charge })
        {
            var told = results.Where(result => result.Text.StartsWith(tool + " ", StringComparison.Ordinal)).ToList();
            if (told.Count != 1)
                yield return $"{tool} was told with {told.Count} results";
            else if (!told[0].IsError && !history.Effects.Any(effect => effect.Tool == tool))
                yield return $"{tool} was told as a success and never took effect";
        }
    }
}
