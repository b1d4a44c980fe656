namespace SmoothOperator.Tests.Protocol.Fuzzing;

/// <summary>Frames made by mutation. The same seed makes the same frame.</summary>
internal sealed class FrameMutator(int seed)
{
    private const int MaxMutations = 6;
    private const int MaxBytes = 64 * 1024;

    private readonly Random _random = new(seed);

    public byte[] Next()
    {
        var frame = new List<byte>(Pick(FrameCorpus.Frames));
        for (var mutations = _random.Next(_random.Next(MaxMutations + 1) + 1); mutations > 0; mutations--)
            Mutate(frame);
        return [.. frame.Take(MaxBytes)];
    }

    private void Mutate(List<byte> frame)
    {
        var at = _random.Next(frame.Count + 1);
        switch (_random.Next(13))
        {
            case 0 when at < frame.Count:
                frame[at] ^= (byte)(1 << _random.Next(8));
                break;
            case 1 when at < frame.Count:
                frame[at] = (byte)_random.Next(256);
                break;
            case 2:
                frame.RemoveRange(at, frame.Count - at);
                break;
            case 3:
                frame.RemoveRange(at, _random.Next(int.Min(16, frame.Count - at) + 1));
                break;
            case 4:
                Splice(frame, at);
                break;
            case 5:
                frame.InsertRange(at, Slice(frame));
                break;
            case 6:
                Replace(frame, IsDigit, [.. Enumerable.Repeat((byte)'9', _random.Next(1, 400))]);
                break;
            case 7:
                Replace(frame, IsWord, Pick(FrameCorpus.Tokens));
                break;
            case 8:
                frame.InsertRange(at, Enumerable.Repeat(Pick(FrameCorpus.Tokens), _random.Next(1, 200)).SelectMany(token => token));
                break;
            case 9:
                frame.InsertRange(at, Pick(FrameCorpus.Tokens));
                break;
            default:
                Replace(frame, IsScalar, Pick(FrameCorpus.Values));
                break;
        }
    }

    /// <summary>From here on, another frame.</summary>
    private void Splice(List<byte> frame, int at)
    {
        var other = Pick(FrameCorpus.Frames);
        frame.RemoveRange(at, frame.Count - at);
        frame.AddRange(other[_random.Next(other.Length)..]);
    }

    /// <summary>Replaces a run of bytes: a number blown up, one token for another.</summary>
    private void Replace(List<byte> frame, Predicate<byte> belongs, byte[] replacement)
    {
        var start = frame.FindIndex(_random.Next(frame.Count + 1), belongs);
        if (start < 0)
            return;
        var end = frame.FindIndex(start, value => !belongs(value));
        frame.RemoveRange(start, (end < 0 ? frame.Count : end) - start);
        frame.InsertRange(start, replacement);
    }

    private byte[] Slice(List<byte> frame)
    {
        var start = _random.Next(frame.Count + 1);
        return [.. frame.GetRange(start, _random.Next(frame.Count - start + 1))];
    }

    private byte[] Pick(byte[][] from) => from[_random.Next(from.Length)];

    private static bool IsDigit(byte value) => char.IsAsciiDigit((char)value);

    private static bool IsScalar(byte value) => (char)value is not (',' or ':' or '{' or '}' or '[' or ']');

    private static bool IsWord(byte value) => char.IsAsciiLetterOrDigit((char)value) || value == '"';
}
