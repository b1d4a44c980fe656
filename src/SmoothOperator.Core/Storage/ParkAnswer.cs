using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Storage;

/// <summary>An answer to a park: of a person, or of its deadline.</summary>
/// <param name="TurnId">The turn.</param>
/// <param name="Lease">The lease under which it parked.</param>
/// <param name="NewOwner">The incarnation that will run the turn.</param>
/// <param name="Resolved">The step to add; its call and approval id must be those of the park.</param>
public sealed record ParkAnswer(string TurnId, long Lease, string NewOwner, ParkResolved Resolved);
