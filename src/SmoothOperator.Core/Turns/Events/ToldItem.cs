namespace SmoothOperator.Turns.Events;

/// <summary>One entry of what a stream has told: an event with its number, or a run of text with the numbers of its pieces.</summary>
internal readonly record struct ToldItem(TurnEvent? Event, long Seq, TextRun? Run)
{
    public static ToldItem Of(TurnEvent turnEvent, long seq) => new(turnEvent, seq, null);

    public static ToldItem Of(TextRun run) => new(null, 0, run);

    /// <summary>Number of the last thing told by this entry.</summary>
    public long LastSeq => Run is null ? Seq : Run.FirstSeq + Run.Count - 1;

    /// <summary>Whether it can be told again as it was.</summary>
    public bool IsReplayable => Run?.IsReplayable ?? true;

    /// <summary>Roughly what keeping it costs, in bytes.</summary>
    public int Weight => Run is not null
        ? Run.Length + 64 + (Run.Marks.Count * 16)
        : Event switch
        {
            ToolCalled called => 96 + (called.Arguments.Length * 2),
            ToolReturned returned => 96 + (returned.Result.Length * 2),
            _ => 256,
        };
}
