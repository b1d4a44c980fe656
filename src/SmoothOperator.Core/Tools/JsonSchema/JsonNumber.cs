using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>A JSON number without rounding: digits (no zeros at either end) times a power of ten.</summary>
internal readonly record struct JsonNumber
{
    private const int MaxLength = 1_000;
    private const int MaxPlainDigits = 20;
    private const long MaxExponent = 1_000_000_000_000;

    private readonly bool _isNegative;
    private readonly string _digits;
    private readonly long _exponent;

    private JsonNumber(bool isNegative, string digits, long exponent) => (_isNegative, _digits, _exponent) = (isNegative, digits, exponent);

    public bool IsInteger => _exponent >= 0;

    public bool IsPositive => _digits.Length > 0 && !_isNegative;

    /// <summary>Reads a number element; false if it has more than 1 000 characters.</summary>
    public static bool TryRead(JsonElement element, out JsonNumber number)
    {
        number = default;
        var text = JsonMarshal.GetRawUtf8Value(element);
        if (text.Length > MaxLength)
            return false;
        var isNegative = text[0] == (byte)'-';
        Span<char> digits = stackalloc char[text.Length];
        var (length, exponent, isFraction) = (0, 0L, false);
        for (var i = isNegative ? 1 : 0; i < text.Length; i++)
        {
            if (text[i] is (byte)'e' or (byte)'E')
            {
                exponent += Exponent(text[(i + 1)..]);
                break;
            }

            if (text[i] == (byte)'.')
            {
                isFraction = true;
                continue;
            }

            digits[length++] = (char)text[i];
            exponent -= isFraction ? 1 : 0;
        }

        var significant = digits[..length].TrimEnd('0');
        exponent += length - significant.Length;
        var kept = significant.TrimStart('0');
        number = kept.IsEmpty ? new(false, "", 0) : new(isNegative, kept.ToString(), exponent);
        return true;
    }

    /// <summary>Less than, equal to or more than 0 as this number is less than, equal to or more than another.</summary>
    public int CompareWith(JsonNumber other)
    {
        var (sign, otherSign) = (Sign, other.Sign);
        if (sign != otherSign || sign == 0)
            return sign.CompareTo(otherSign);
        var magnitude = (_digits.Length + _exponent).CompareTo(other._digits.Length + other._exponent);
        return sign * (magnitude != 0 ? magnitude : Math.Sign(string.CompareOrdinal(_digits, other._digits)));
    }

    /// <summary>Whether this is a whole multiple of a positive number.</summary>
    public bool IsMultipleOf(JsonNumber divisor)
    {
        if (_digits.Length == 0)
            return true;
        var shift = _exponent - divisor._exponent;

        // Without zeros at the end the digits are no multiple of ten: nothing could make up for a missing power.
        if (shift < 0)
            return false;
        var of = Whole(divisor._digits);
        return (Whole(_digits) * BigInteger.ModPow(10, shift, of) % of).IsZero;
    }

    /// <summary>The number for people: plain where that is short.</summary>
    public override string ToString()
    {
        var sign = _isNegative ? "-" : "";
        var point = _digits.Length + _exponent;
        return (_exponent, point) switch
        {
            _ when _digits.Length == 0 => "0",
            ( >= 0, <= MaxPlainDigits) => $"{sign}{_digits.PadRight((int)point, '0')}",
            ( < 0, > 0) => $"{sign}{_digits[..(int)point]}.{_digits[(int)point..]}",
            ( < 0, > -MaxPlainDigits) => $"{sign}0.{_digits.PadLeft((int)-_exponent, '0')}",
            _ => $"{sign}{_digits}e{_exponent}",
        };
    }

    private int Sign => _digits.Length == 0 ? 0 : _isNegative ? -1 : 1;

    private static BigInteger Whole(string digits) => BigInteger.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        var isNegative = text[0] == (byte)'-';
        var value = 0L;
        foreach (var digit in text[(text[0] is (byte)'-' or (byte)'+' ? 1 : 0)..])
            value = Math.Min((value * 10) + digit - '0', MaxExponent);
        return isNegative ? -value : value;
    }
}
