namespace SmoothOperator;

/// <summary>What the numbers of <see cref="SmoothOperatorOptions"/> may be; durations in seconds, sizes in bytes.</summary>
public static class OptionRanges
{
    /// <summary><see cref="ModelOptions.MaxIterations"/>.</summary>
    public static readonly OptionRange MaxIterations = new(1, 1_000);

    /// <summary><see cref="ModelOptions.MaxTokens"/>.</summary>
    public static readonly OptionRange MaxTokens = new(1, 1_000_000);

    /// <summary><see cref="ModelOptions.HistoryMessages"/>.</summary>
    public static readonly OptionRange HistoryMessages = new(1, 1_000);

    /// <summary><see cref="ModelOptions.HistoryTokens"/>.</summary>
    public static readonly OptionRange HistoryTokens = new(100, 10_000_000);

    /// <summary><see cref="TurnOptions.PerConnection"/>.</summary>
    public static readonly OptionRange TurnsPerConnection = new(1, 1_000);

    /// <summary><see cref="TurnOptions.Retention"/>.</summary>
    public static readonly OptionRange TurnRetention = new(60, 3_650L * 86_400);

    /// <summary><see cref="TurnOptions.DrainTime"/>.</summary>
    public static readonly OptionRange DrainTime = new(0, 3_600);

    /// <summary>Seconds that one call of a model or a tool may take.</summary>
    public static readonly OptionRange CallTimeout = new(1, 3600);

    /// <summary><see cref="ApprovalOptions.Timeout"/>.</summary>
    public static readonly OptionRange ConfirmTimeout = new(1, 30L * 86_400);

    /// <summary><see cref="ConnectionOptions.Max"/>.</summary>
    public static readonly OptionRange MaxConnections = new(1, 1_000_000);

    /// <summary><see cref="ConnectionOptions.FramesPerSecond"/>.</summary>
    public static readonly OptionRange FramesPerSecond = new(1, 1_000_000);

    /// <summary><see cref="ConnectionOptions.InboundMemory"/>.</summary>
    public static readonly OptionRange InboundMemory = new(ByteSize.Mebibyte, ByteSize.Tebibyte);

    /// <summary><see cref="ConnectionOptions.OutboundQueue"/>.</summary>
    public static readonly OptionRange OutboundQueue = new(64 * ByteSize.Kibibyte, ByteSize.Gibibyte);

    /// <summary><see cref="ConnectionOptions.ReplayMemory"/>.</summary>
    public static readonly OptionRange ReplayMemory = new(0, ByteSize.Tebibyte);

    /// <summary><see cref="ConnectionOptions.ReplayMemoryPerTurn"/>.</summary>
    public static readonly OptionRange ReplayMemoryPerTurn = new(0, ByteSize.Gibibyte);

    /// <summary><see cref="FrameOptions.MessageCharacters"/>.</summary>
    public static readonly OptionRange MessageCharacters = new(1, 1_000_000);

    /// <summary><see cref="FrameOptions.ReadBytes"/> and <see cref="FrameOptions.CloseBytes"/>.</summary>
    public static readonly OptionRange FrameBytes = new(64 * ByteSize.Kibibyte, ByteSize.Gibibyte);

    /// <summary><see cref="FrameOptions.RequestIdCharacters"/>, <see cref="FrameOptions.AgentIdCharacters"/>, <see cref="FrameOptions.ContactCharacters"/>.</summary>
    public static readonly OptionRange FieldCharacters = new(1, 65_536);

    /// <summary><see cref="FrameOptions.MetadataBytes"/>.</summary>
    public static readonly OptionRange MetadataBytes = new(0, 16 * ByteSize.Mebibyte);

    /// <summary><see cref="FrameOptions.ToolArgumentBytes"/>.</summary>
    public static readonly OptionRange ToolArgumentBytes = new(ByteSize.Kibibyte, ByteSize.Mebibyte);

    /// <summary><see cref="FrameOptions.HistoryPageBytes"/>.</summary>
    public static readonly OptionRange HistoryPageBytes = new(16 * ByteSize.Kibibyte, ByteSize.Mebibyte);
}
