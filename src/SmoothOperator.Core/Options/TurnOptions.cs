namespace SmoothOperator;

/// <summary>How turns run and how long they are kept.</summary>
public sealed class TurnOptions
{
    /// <summary>Turns that run at once on one connection. 1 to 1 000; 8.</summary>
    public int PerConnection { get; set; } = 8;

    /// <summary>What a lost connection does to its turns.</summary>
    public DisconnectBehavior OnDisconnect { get; set; } = DisconnectBehavior.Continue;

    /// <summary>Longest duration of one model call, retries included. 1 s to 1 hour; 600 s.</summary>
    public TimeSpan ModelTimeout { get; set; } = TimeSpan.FromSeconds(600);

    /// <summary>Longest duration of one tool call. 1 s to 1 hour; 300 s.</summary>
    public TimeSpan ToolTimeout { get; set; } = TimeSpan.FromSeconds(300);

    /// <summary>How long the steps of ended turns are kept; the replies stay. 1 minute to 3 650 days; 7 days.</summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How long running turns may take to end when the server is asked to stop. 0 to 1 hour; 25 s.</summary>
    public TimeSpan DrainTime { get; set; } = TimeSpan.FromSeconds(25);
}
