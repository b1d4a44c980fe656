using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>What a later life of the server tells of the turn, from its steps alone, is what the person saw.</summary>
internal sealed class RetoldAsTold : IRule
{
    public IEnumerable<string> Violations(RunHistory history)
    {
        if (history.Afterlife == 0 || history.End is null)
            yield break;
        var told = Transcript.Of(history.Watched).Lines;
        var retold = Transcript.Of(history.Frames.Where(frame => frame.View == history.Afterlife)).Lines;
        if (!told.SequenceEqual(retold, StringComparer.Ordinal))
            yield return $"told:\n      {string.Join("\n      ", told)}\n    retold:\n      {string.Join("\n      ", retold)}";
    }
}
