using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>The tokens that a client has on its screen end with the reply.</summary>
internal sealed class TranscriptEndsWithReply : IRule
{
    public IEnumerable<string> Violations(RunHistory history)
    {
        if (history.End is { Kind: FrameKind.Completed } end && Transcript.Of(history.Watched).Text is var text && !text.EndsWith(end.Text, StringComparison.Ordinal))
            yield return $"the tokens were '{text}' and the reply '{end.Text}'";
    }
}
