namespace SmoothOperator.Turns.Running;

/// <summary>Picks the reply of a turn: the last answer, with the pieces it was cut into; else whatever was answered in this turn; else the reasoning.</summary>
internal static class FinalReply
{
    /// <summary>The reply, or null when the turn produced no text at all.</summary>
    public static string? Of(TurnProgress progress)
    {
        var replies = progress.Replies;
        if (replies.Count == 0)
            return null;
        var first = replies.Count - 1;
        while (first > 0 && TurnProgress.IsCut(replies[first - 1]))
            first--;
        return NotBlank(string.Concat(replies.Skip(first).Select(reply => reply.Text)))
            ?? NotBlank(string.Concat(replies.Select(reply => reply.Text)))
            ?? NotBlank(string.Concat(replies.Select(reply => reply.Reasoning)));
    }

    private static string? NotBlank(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
