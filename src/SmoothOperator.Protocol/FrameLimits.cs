namespace SmoothOperator.Protocol;

/// <summary>How much a client frame may hold. Characters are Unicode scalar values.</summary>
public sealed record FrameLimits
{
    /// <summary>The limits of a server that configures none.</summary>
    public static FrameLimits Default { get; } = new();

    /// <summary>Bytes of a frame.</summary>
    public int FrameBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Objects and arrays inside each other, the frame itself included.</summary>
    public int Depth { get; init; } = 128;

    /// <summary>Characters of <c>message</c>.</summary>
    public int MessageCharacters { get; init; } = 10_000;

    /// <summary>Characters of <c>requestId</c>.</summary>
    public int RequestIdCharacters { get; init; } = 256;

    /// <summary>
    /// Characters of <c>agentId</c>, <c>model</c>, and of what names something of the server (<c>action</c>, <c>sessionId</c>, <c>conversationId</c>,
    /// <c>cursor</c>, <c>approvalId</c>, <c>skill</c>). A longer <c>agentId</c> or <c>model</c> is a fault; of the others the rest is cut off, and
    /// what is left names nothing.
    /// </summary>
    public int NameCharacters { get; init; } = 256;

    /// <summary>Characters of <c>userName</c>, of <c>userEmail</c>, of <c>browserFingerprint</c>, and of each text in <c>authContext</c>.</summary>
    public int ContactCharacters { get; init; } = 1_024;

    /// <summary>Bytes of <c>metadata</c> as JSON.</summary>
    public int MetadataBytes { get; init; } = 64 * 1024;

    /// <summary>Texts in <c>supports</c>.</summary>
    public int SupportsEntries { get; init; } = 64;

    /// <summary>Characters of a text in <c>supports</c>.</summary>
    public int SupportsCharacters { get; init; } = 128;

    /// <summary>Well-formed entries of <c>images</c>.</summary>
    public int Images { get; init; } = 16;

    /// <summary>Well-formed entries of <c>files</c>.</summary>
    public int Files { get; init; } = 16;
}
