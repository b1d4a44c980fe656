namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>An answer to a park that was accepted on a connection.</summary>
/// <param name="SessionId">The frame's session.</param>
/// <param name="RequestId">The frame's request id.</param>
/// <param name="Approved">The frame's decision.</param>
/// <param name="ApprovalId">The frame's approval id.</param>
/// <param name="Timestamp">When, on the monotonic clock.</param>
internal sealed record AcceptedAnswer(string SessionId, string? RequestId, bool Approved, string? ApprovalId, long Timestamp)
{
    /// <summary>Whether the other answer says the same, at whatever time.</summary>
    public bool SaysTheSameAs(AcceptedAnswer other) => this with { Timestamp = other.Timestamp } == other;
}
