namespace SmoothOperator.Chaos.Driving;

/// <summary>Where the server dies in a run.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Fault">The point at which the first life ends itself, or null.</param>
internal sealed record KillPoint(string Name, string? Fault)
{
    /// <summary>Points at which the next lives end themselves, one each.</summary>
    public IReadOnlyList<string> LaterFaults { get; init; } = [];

    public ExternalKill External { get; init; }
}
