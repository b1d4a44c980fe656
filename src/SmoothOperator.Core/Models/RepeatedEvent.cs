using System.Buffers;
using System.Text.Unicode;

namespace SmoothOperator.Models;

/// <summary>
/// The events of one stream differ in their text only. Once one of them was parsed, the bytes before and after its text are known, and an event with the same ones needs no parsing: it is the same JSON around another string.
/// </summary>
internal sealed class RepeatedEvent
{
    private const int MaxBytes = 2_048;

    /// <summary>What ends a string or must be looked at: quotes, escapes, and the control characters that JSON does not allow.</summary>
    private static readonly SearchValues<byte> Special = SearchValues.Create(
        [(byte)'"', (byte)'\\', .. Enumerable.Range(0, ' ').Select(control => (byte)control)]);

    private byte[] _around = [];
    private int _before;

    /// <summary>Remembers the bytes around the text of an event that brought nothing but its text.</summary>
    public void Learn(ReadOnlySpan<byte> data, int textStart, int textLength)
    {
        var after = data[(textStart + textLength)..];
        if (textStart + after.Length > MaxBytes)
            return;
        _around = new byte[textStart + after.Length];
        _before = textStart;
        data[..textStart].CopyTo(_around);
        after.CopyTo(_around.AsSpan(textStart));
    }

    /// <summary>Whether this is a known event around another text that can be used as it stands; where the text lies, if so.</summary>
    public bool TryMatch(ReadOnlySpan<byte> data, out int textStart, out int textLength)
    {
        textStart = _before;
        textLength = data.Length - _around.Length;
        if (_before == 0 || textLength <= 0 || !data.EndsWith(_around.AsSpan(_before)) || !data.StartsWith(_around.AsSpan(0, _before)))
            return false;
        var text = data.Slice(textStart, textLength);
        return !text.ContainsAny(Special) && Utf8.IsValid(text);
    }
}
