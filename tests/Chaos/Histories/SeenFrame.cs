namespace SmoothOperator.Chaos.Histories;

/// <summary>A frame as a client saw it.</summary>
/// <param name="View">The connection it came through, numbered from 1 over the run.</param>
/// <param name="At">When, since the run began.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Epoch">Its epoch; 0 when it carries none. Of <see cref="FrameKind.Resumed"/>: the epoch of what follows.</param>
/// <param name="Seq">Its number; 0 when it carries none. Of <see cref="FrameKind.Resumed"/>: the number of what follows.</param>
/// <param name="Text">The token, the tool's name with arguments or result, the reply, the error.</param>
internal sealed record SeenFrame(int View, TimeSpan At, FrameKind Kind, int Epoch, long Seq, string Text)
{
    /// <summary>Of <see cref="FrameKind.Completed"/>: the stored reply.</summary>
    public string MessageId { get; init; } = "";

    /// <summary>Of <see cref="FrameKind.Resumed"/>: what was shown is to be cleared.</summary>
    public bool IsRestart { get; init; }

    /// <summary>Of <see cref="FrameKind.Resumed"/>: the turn waits for a person.</summary>
    public bool IsParked { get; init; }

    /// <summary>Of <see cref="FrameKind.ParkOpened"/>: the id that the answer repeats, if the connection was told one.</summary>
    public string? ApprovalId { get; init; }

    /// <summary>Of <see cref="FrameKind.ToolResult"/>.</summary>
    public bool IsError { get; init; }

    public bool IsTerminal => Kind is FrameKind.Completed or FrameKind.Failed or FrameKind.Cancelled;

    /// <summary>Whether it is one of the turn's events, which the turn numbers.</summary>
    public bool IsEvent => Kind is not (FrameKind.Resumed or FrameKind.AnswerAccepted or FrameKind.Refused or FrameKind.Other);
}
