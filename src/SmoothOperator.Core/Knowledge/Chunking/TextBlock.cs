using System.Runtime.InteropServices;

namespace SmoothOperator.Knowledge;

/// <summary>A stretch of a text that belongs together; no blank lines at its edges.</summary>
/// <param name="Start">First character.</param>
/// <param name="End">One after the last.</param>
/// <param name="BeginsSection">It begins with a heading.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct TextBlock(int Start, int End, bool BeginsSection)
{
    public int Length => End - Start;
}
