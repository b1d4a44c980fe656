namespace SmoothOperator.Turns;

/// <summary>One life of one process: the owner of the turns it runs.</summary>
public sealed class Incarnation
{
    /// <summary>A UUID made at start.</summary>
    public string Id { get; } = Guid.NewGuid().ToString();
}
