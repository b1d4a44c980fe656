namespace SmoothOperator;

/// <summary>What a host may set. Every value has a default; all are checked at start (<see cref="SmoothOperatorOptionsValidator"/>).</summary>
public sealed class SmoothOperatorOptions
{
    /// <summary>The model, its gateway and what it is given.</summary>
    public ModelOptions Model { get; } = new();

    /// <summary>How turns run and how long they are kept.</summary>
    public TurnOptions Turns { get; } = new();

    /// <summary>Which tools wait for a person, and how long.</summary>
    public ApprovalOptions Approvals { get; } = new();

    /// <summary>How many connections, and how much memory they may take.</summary>
    public ConnectionOptions Connections { get; } = new();

    /// <summary>Limits of single frames and their fields.</summary>
    public FrameOptions Frames { get; } = new();

    /// <summary>Embedding of agents in other sites' pages.</summary>
    public WidgetOptions Widgets { get; } = new();
}
