using System.Runtime.InteropServices;

namespace SmoothOperator.Knowledge;

/// <summary>The opening line of fenced code: at least three backticks or tildes.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Fence(char Mark, int Length)
{
    private const int Shortest = 3;

    public static Fence? OpenedBy(ReadOnlySpan<char> line)
    {
        var mark = line[0];
        if (mark is not ('`' or '~'))
            return null;
        var length = RunLength(line, mark);
        return length >= Shortest && !(mark == '`' && line[length..].Contains('`')) ? new Fence(mark, length) : null;
    }

    public bool IsClosedBy(ReadOnlySpan<char> line) => RunLength(line, Mark) is var length && length >= Length && length == line.Length;

    private static int RunLength(ReadOnlySpan<char> line, char mark)
    {
        var length = line.IndexOfAnyExcept(mark);
        return length < 0 ? line.Length : length;
    }
}
