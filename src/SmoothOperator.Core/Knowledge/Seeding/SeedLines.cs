using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;

namespace SmoothOperator.Knowledge;

/// <summary>Reads a file line by line without holding more of it than the longest line allowed.</summary>
internal static class SeedLines
{
    /// <summary>Longest line in bytes: 8 MiB.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private const int BufferBytes = 64 * 1024;

    /// <summary>The lines that are not blank, with their numbers from 1, without line ends and byte order mark. A line's bytes are valid until the next is asked for.</summary>
    public static async IAsyncEnumerable<(int Number, ReadOnlySequence<byte> Json)> ReadAsync(
        Stream stream, string file, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = PipeReader.Create(stream, new StreamPipeReaderOptions(bufferSize: BufferBytes, leaveOpen: true));
        try
        {
            var number = 1;
            var searched = 0L;
            while (true)
            {
                var read = await reader.ReadAsync(cancellationToken);
                var buffer = read.Buffer;
                while (EndOfLine(buffer, searched) is { } end)
                {
                    if (Content(buffer.Slice(0, end), number, file) is { IsEmpty: false } line)
                        yield return (number, line);
                    buffer = buffer.Slice(buffer.GetPosition(1, end));
                    searched = 0;
                    number++;
                }

                searched = buffer.Length;
                if (read.IsCompleted)
                {
                    if (Content(buffer, number, file) is { IsEmpty: false } last)
                        yield return (number, last);
                    yield break;
                }

                if (searched > MaxBytes)
                    throw TooLong(file, number);
                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
        finally
        {
            await reader.CompleteAsync();
        }
    }

    private static SequencePosition? EndOfLine(ReadOnlySequence<byte> buffer, long searched) => buffer.Slice(searched).PositionOf((byte)'\n');

    private static ReadOnlySequence<byte> Content(ReadOnlySequence<byte> line, int number, string file)
    {
        if (line.Length > MaxBytes)
            throw TooLong(file, number);

        var reader = new SequenceReader<byte>(line);
        if (number == 1)
            reader.IsNext([0xEF, 0xBB, 0xBF], advancePast: true);
        reader.AdvancePastAny((byte)' ', (byte)'\t', (byte)'\r');
        return reader.UnreadSequence;
    }

    private static SeedFileException TooLong(string file, int number) => new(file, number, $"a line may have at most {MaxBytes} bytes");
}
