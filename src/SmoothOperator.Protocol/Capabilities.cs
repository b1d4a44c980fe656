namespace SmoothOperator.Protocol;

/// <summary>What a client can declare in <c>supports</c> to get events that differ from the plain ones.</summary>
public static class Capabilities
{
    /// <summary>Events of a turn carry <c>epoch</c> and <c>seq</c>, and the turn can be resumed.</summary>
    public const string ResumeStream = "resume_stream";

    /// <summary><c>write_confirmation_required</c> carries an <c>approvalId</c>, which the answer repeats.</summary>
    public const string ApprovalId = "approval_id";

    /// <summary>The client rates replies.</summary>
    public const string Feedback = "feedback";
}
