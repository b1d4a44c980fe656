using System.Runtime.InteropServices;

namespace SmoothOperator.Bench.Load;

/// <summary>What one turn took, in <see cref="System.Diagnostics.Stopwatch"/> ticks, and whether its answer named sources.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TurnResult(long Started, long FirstToken, long Finished, bool IsCited)
{
    public long ToFirstToken => FirstToken - Started;

    public long Total => Finished - Started;
}
