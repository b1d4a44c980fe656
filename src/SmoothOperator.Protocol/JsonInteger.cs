namespace SmoothOperator.Protocol;

/// <summary>
/// An integer field of a client frame, which may be absent (<see langword="default"/>), present and valid, or present and not an integer
/// of 64 bits (<c>1e99</c>, <c>1.5</c>, a string, an object). JSON <c>null</c> is absent.
/// </summary>
public readonly record struct JsonInteger
{
    private JsonInteger(bool isValid, long value)
    {
        IsPresent = true;
        IsValid = isValid;
        Value = value;
    }

    /// <summary>A value that is present and not an integer.</summary>
    public static JsonInteger Invalid { get; } = new(isValid: false, 0);

    /// <summary>Whether the frame has the field.</summary>
    public bool IsPresent { get; }

    /// <summary>Whether the field is present and an integer of 64 bits.</summary>
    public bool IsValid { get; }

    /// <summary>The integer; 0 unless <see cref="IsValid"/>.</summary>
    public long Value { get; }

    /// <summary>A value that is present and valid.</summary>
    public static JsonInteger Of(long value) => new(isValid: true, value);
}
