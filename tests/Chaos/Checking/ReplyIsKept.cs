using SmoothOperator.Chaos.Histories;

namespace SmoothOperator.Chaos.Checking;

/// <summary>A reply that was seen is in the history, once, under the id and with the text that were seen; every view saw the same.</summary>
internal sealed class ReplyIsKept : IRule
{
    public IEnumerable<string> Violations(RunHistory history)
    {
        var replies = history.Frames.Where(frame => frame.Kind == FrameKind.Completed).Select(frame => (frame.MessageId, frame.Text)).Distinct().ToList();
        if (replies.Count > 1)
            yield return $"{replies.Count} different replies were seen";
        foreach (var (id, text) in replies)
        {
            if (history.Messages.Count(message => !message.IsFromUser && message.Id == id && message.Text == text) != 1)
                yield return "a reply that was seen is not in the history, once and as it was seen";
        }

        var stored = history.Messages.Count(message => !message.IsFromUser && message.Text.Contains(history.Order, StringComparison.Ordinal));
        if (stored > 1)
            yield return $"the history has {stored} replies to the message";
    }
}
