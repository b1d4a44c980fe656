namespace SmoothOperator.Models.Demo;

/// <summary>How the demo model speaks.</summary>
public sealed record DemoOptions
{
    /// <summary>Pause between two words of a stream, default 30 ms; zero streams at once.</summary>
    public TimeSpan WordDelay { get; init; } = TimeSpan.FromMilliseconds(30);
}
