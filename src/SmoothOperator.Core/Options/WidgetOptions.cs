namespace SmoothOperator;

/// <summary>Embedding of agents in other sites' pages.</summary>
public sealed class WidgetOptions
{
    /// <summary>An agent without a policy is refused.</summary>
    public bool IsStrict { get; set; }
}
