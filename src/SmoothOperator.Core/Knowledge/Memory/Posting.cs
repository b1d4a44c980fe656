using System.Runtime.InteropServices;

namespace SmoothOperator.Knowledge;

/// <summary>How often a term stands in a passage.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Posting(int Passage, int Frequency);
