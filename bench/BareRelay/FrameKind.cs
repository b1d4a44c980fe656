namespace SmoothOperator.Bench.Relay;

/// <summary>WebSocket opcodes (RFC 6455, section 5.2).</summary>
internal enum FrameKind
{
    Text = 0x1,
    Close = 0x8,
    Ping = 0x9,
    Pong = 0xA,
}
