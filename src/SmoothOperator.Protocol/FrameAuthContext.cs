namespace SmoothOperator.Protocol;

/// <summary>
/// A client frame's <c>authContext</c>: a user id signed by the embedding site. It is present in a frame whatever its JSON is, also <c>null</c>;
/// what is missing or wrong in it is <see langword="null"/> here.
/// </summary>
/// <param name="UserId">The signed user id, at most <see cref="FrameLimits.ContactCharacters"/> long.</param>
/// <param name="Signature">The signature as sent, at most <see cref="FrameLimits.ContactCharacters"/> long.</param>
/// <param name="Timestamp">When it was signed, in Unix seconds.</param>
public sealed record FrameAuthContext(string? UserId, string? Signature, long? Timestamp)
{
    internal static readonly FrameAuthContext Malformed = new(UserId: null, Signature: null, Timestamp: null);

    /// <summary>Whether all three fields have the right type.</summary>
    public bool IsWellFormed => UserId is not null && Signature is not null && Timestamp is not null;
}
