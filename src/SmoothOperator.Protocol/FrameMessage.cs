namespace SmoothOperator.Protocol;

/// <summary>A stored message as frames show it.</summary>
/// <param name="Id">Its id, a UUID.</param>
/// <param name="IsFromUser">Whether the user wrote it (<c>inbound</c>) or the agent (<c>outbound</c>).</param>
/// <param name="Text">What it says.</param>
/// <param name="OrganizationId">Whose it is; shown in the full shape only.</param>
/// <param name="CreatedAt">When it was stored; shown in UTC, to the microsecond.</param>
public sealed record FrameMessage(string Id, bool IsFromUser, string Text, string OrganizationId, DateTimeOffset CreatedAt);
