namespace SmoothOperator;

/// <summary>Which tools wait for a person, and how long.</summary>
public sealed class ApprovalOptions
{
    /// <summary>A tool whose name contains one of these (case matters) waits for a person's approval, whatever it declares.</summary>
    public IList<string> ConfirmTools { get; } = [];

    /// <summary>How long a call waits before it counts as denied. 1 s to 30 days; 300 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(300);
}
