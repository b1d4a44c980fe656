namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>A park a connection was told of.</summary>
/// <param name="ApprovalId">The park.</param>
/// <param name="End">Where its event ends in the connection's output; an answer read before that was handed over cannot be about it.</param>
internal sealed record ToldPark(string ApprovalId, long End);
