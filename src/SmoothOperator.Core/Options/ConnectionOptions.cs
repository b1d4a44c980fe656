namespace SmoothOperator;

/// <summary>How many connections, and how much memory they may take.</summary>
public sealed class ConnectionOptions
{
    /// <summary>Open connections; further ones are answered 503. 1 to 1 000 000; 20 000.</summary>
    public int Max { get; set; } = 20_000;

    /// <summary>Frames a second from one connection; beyond it reading pauses. 1 to 1 000 000; 1 000.</summary>
    public int FramesPerSecond { get; set; } = 1_000;

    /// <summary>Bytes of unfinished frames over all connections. 1 MiB to 1 TiB; 256 MiB.</summary>
    public long InboundMemory { get; set; } = 256 * ByteSize.Mebibyte;

    /// <summary>Bytes that wait for one client to read; beyond it the client is cut off. 64 KiB to 1 GiB; 4 MiB.</summary>
    public long OutboundQueue { get; set; } = 4 * ByteSize.Mebibyte;

    /// <summary>Bytes of events kept for clients that may resume, over all turns. 0 to 1 TiB; 64 MiB.</summary>
    public long ReplayMemory { get; set; } = 64 * ByteSize.Mebibyte;

    /// <summary>Bytes of events kept for one running turn. 0 to 1 GiB; 4 MiB.</summary>
    public long ReplayMemoryPerTurn { get; set; } = 4 * ByteSize.Mebibyte;
}
