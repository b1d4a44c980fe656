namespace SmoothOperator;

/// <summary>Limits of single frames and their fields. What is over a limit gets a validation error that names it.</summary>
public sealed class FrameOptions
{
    /// <summary>Unicode scalar values of a message. 1 to 1 000 000; 10 000.</summary>
    public int MessageCharacters { get; set; } = 10_000;

    /// <summary>Bytes of a frame that is read. 64 KiB to 1 GiB; 8 MiB.</summary>
    public long ReadBytes { get; set; } = 8 * ByteSize.Mebibyte;

    /// <summary>Bytes of a frame that closes its connection; between the two it is skipped. At least <see cref="ReadBytes"/>, at most 1 GiB; 16 MiB.</summary>
    public long CloseBytes { get; set; } = 16 * ByteSize.Mebibyte;

    /// <summary>Characters of a <c>requestId</c>. 1 to 65 536; 256.</summary>
    public int RequestIdCharacters { get; set; } = 256;

    /// <summary>Characters of an <c>agentId</c>. 1 to 65 536; 256.</summary>
    public int AgentIdCharacters { get; set; } = 256;

    /// <summary>Characters of <c>userName</c>, <c>userEmail</c> and <c>browserFingerprint</c>. 1 to 65 536; 1 024.</summary>
    public int ContactCharacters { get; set; } = 1_024;

    /// <summary>Bytes of <c>metadata</c>. 0 to 16 MiB; 64 KiB.</summary>
    public long MetadataBytes { get; set; } = 64 * ByteSize.Kibibyte;

    /// <summary>Bytes of a model's arguments for one tool call. 1 KiB to 1 MiB; 256 KiB.</summary>
    public long ToolArgumentBytes { get; set; } = 256 * ByteSize.Kibibyte;

    /// <summary>Bytes of one page of a conversation's messages. 16 KiB to 1 MiB; 512 KiB.</summary>
    public long HistoryPageBytes { get; set; } = 512 * ByteSize.Kibibyte;

    /// <summary>How <c>get_conversation_messages</c> answers.</summary>
    public HistoryShape HistoryShape { get; set; } = HistoryShape.Full;
}
