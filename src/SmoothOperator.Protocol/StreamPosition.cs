using System.Runtime.InteropServices;

namespace SmoothOperator.Protocol;

/// <summary>Where an event stands among the events of its turn; only for clients that declared <see cref="Capabilities.ResumeStream"/>.</summary>
/// <param name="Epoch">Which telling of the turn.</param>
/// <param name="Seq">Which event of it: 1, 2, 3 … without gap.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StreamPosition(long Epoch, long Seq);
