namespace SmoothOperator.Bench.Gateway;

/// <summary>Finds the value of <c>"model"</c> in a request without parsing the rest.</summary>
internal static class ModelName
{
    /// <returns>The model's name, or nothing when there is none.</returns>
    public static ReadOnlySpan<byte> In(ReadOnlySpan<byte> request)
    {
        // A quoted "model" inside a JSON string ends in \" and so does not match.
        var key = request.IndexOf("\"model\""u8);
        if (key < 0)
            return default;
        var value = request[(key + 7)..].TrimStart(" :"u8);
        if (value.IsEmpty || value[0] != '"')
            return default;
        value = value[1..];
        var end = value.IndexOf((byte)'"');
        return end < 0 ? default : value[..end];
    }
}
