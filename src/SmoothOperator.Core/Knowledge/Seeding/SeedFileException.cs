namespace SmoothOperator.Knowledge;

/// <summary>A seed file cannot be read as it stands. The message names the file, the line and the field, and what is allowed.</summary>
public sealed class SeedFileException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="line">The line, from 1.</param>
    /// <param name="problem">What is wrong, with the field's name.</param>
    public SeedFileException(string file, int line, string problem)
        : base($"{file}, line {line}: {problem}")
    {
        Line = line;
    }

    /// <summary>The line, from 1.</summary>
    public int Line { get; }
}
