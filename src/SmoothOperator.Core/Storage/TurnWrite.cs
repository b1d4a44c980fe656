using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Storage;

/// <summary>Steps to add to a turn under a lease.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Lease">The lease the writer holds; any other in the row fences the write.</param>
/// <param name="Steps">At least one, in order.</param>
/// <param name="LastSeq">Number of the last event these steps account for.</param>
public sealed record TurnWrite(string TurnId, long Lease, IReadOnlyList<TurnStep> Steps, long LastSeq);
