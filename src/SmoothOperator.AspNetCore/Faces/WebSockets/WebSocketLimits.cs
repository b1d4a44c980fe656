using SmoothOperator.Protocol;

namespace SmoothOperator.AspNetCore.Faces.WebSockets;

/// <summary>What one socket may do.</summary>
/// <param name="Frames">Bounds of a frame and its fields.</param>
/// <param name="CloseBytes">Bytes of a frame beyond which the connection is closed.</param>
/// <param name="FramesPerSecond">Frames a second beyond which reading pauses.</param>
/// <param name="OutboundBytes">Bytes that may wait to be written.</param>
internal sealed record WebSocketLimits(FrameLimits Frames, long CloseBytes, int FramesPerSecond, int OutboundBytes);
