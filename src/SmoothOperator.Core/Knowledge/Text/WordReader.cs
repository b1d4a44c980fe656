using System.Buffers;
using System.Text;

namespace SmoothOperator.Knowledge;

/// <summary>
/// Reads the words of a text one after another, folded by <see cref="LetterFolding"/>, without allocating. A word longer than the buffer is cut to it:
/// such runs are data rather than words.
/// </summary>
internal ref struct WordReader(ReadOnlySpan<char> text, Span<char> buffer)
{
    public const int BufferLength = 128;

    private readonly Span<char> _buffer = buffer;
    private ReadOnlySpan<char> _rest = text;
    private int _length;

    /// <summary>The current word; writable, so that it can be stemmed in place.</summary>
    public readonly Span<char> Word => _buffer[.._length];

    public bool MoveNext()
    {
        _length = 0;
        while (!_rest.IsEmpty)
        {
            var first = _rest[0];
            if (char.IsAscii(first))
            {
                _rest = _rest[1..];
                if (WordCharacters.IsAsciiWord(first))
                    Append(WordCharacters.ToAsciiLower(first));
                else if (_length > 0)
                    return true;
            }
            else if (!TryReadLetter() && _length > 0)
            {
                return true;
            }
        }

        return _length > 0;
    }

    private bool TryReadLetter()
    {
        if (_length > 0 && LetterFolding.IsCombiningMark(_rest[0]))
        {
            _rest = _rest[1..];
            return true;
        }

        var isWhole = Rune.DecodeFromUtf16(_rest, out var rune, out var consumed) is OperationStatus.Done;
        _rest = _rest[consumed..];
        if (!isWhole || !WordCharacters.IsWord(rune))
            return false;

        var folded = LetterFolding.Fold(rune);
        if (_length + folded.Utf16SequenceLength <= _buffer.Length)
            _length += folded.EncodeToUtf16(_buffer[_length..]);
        return true;
    }

    private void Append(char character)
    {
        if (_length < _buffer.Length)
            _buffer[_length++] = character;
    }
}
