namespace SmoothOperator.Testing.Faults;

/// <summary>What happens at a point of a <see cref="FaultPlan"/>. See <see cref="FaultActions"/>.</summary>
/// <param name="cancellationToken">The caller stops waiting.</param>
public delegate Task FaultAction(CancellationToken cancellationToken);
