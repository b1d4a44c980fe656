using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>
/// A text delta as the gateway sent it. It is the <see cref="ChatResponseUpdate.RawRepresentation"/> of updates with
/// <see cref="ModelProperties.BorrowUpdates"/>. The object and its bytes are used again: both are valid only until the next update is asked for.
/// </summary>
public sealed class GatewayTextDelta
{
    internal GatewayTextDelta()
    {
    }

    /// <summary>
    /// The inside of a JSON string, still escaped and without its quotes: valid UTF-8, no <c>\u</c> escape, safe to copy into another JSON string.
    /// Never empty.
    /// </summary>
    public ReadOnlyMemory<byte> EscapedUtf8 { get; internal set; }

    /// <summary>The text, decoded anew at every call.</summary>
    public override string ToString() => JsonText.Decode(EscapedUtf8.Span);
}
