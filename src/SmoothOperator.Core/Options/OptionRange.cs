namespace SmoothOperator;

/// <summary>What a number may be.</summary>
/// <param name="Min">The least.</param>
/// <param name="Max">The most.</param>
public sealed record OptionRange(long Min, long Max)
{
    /// <summary>Whether a value is allowed.</summary>
    public bool Contains(double value) => value >= Min && value <= Max;
}
