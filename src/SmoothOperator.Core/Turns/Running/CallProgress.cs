using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Turns.Running;

/// <summary>How far one requested tool call has come.</summary>
internal sealed class CallProgress(RequestedCall call)
{
    public RequestedCall Call { get; } = call;

    /// <summary>It has started and nobody knows how it ended.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>The park that was opened for it, if one was.</summary>
    public TurnParked? Park { get; set; }

    /// <summary>How that park ended.</summary>
    public ParkOutcome? Decision { get; set; }

    public ToolFinished? Outcome { get; set; }

    /// <summary>Whether its call event was told.</summary>
    public bool IsAnnounced { get; set; }
}
