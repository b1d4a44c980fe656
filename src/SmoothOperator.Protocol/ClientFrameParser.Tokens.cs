using System.Text.Json;

namespace SmoothOperator.Protocol;

internal ref partial struct ClientFrameParser
{
    /// <summary>Moves to the next token of text that must go on: its end throws, as malformed text does.</summary>
    private void Advance()
    {
        _json.Read();
        if (_json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && _json.CurrentDepth >= limits.Depth)
        {
            _isTooDeep = true;
            throw new JsonException();
        }
    }

    /// <summary>Whether the value is an object; any other is skipped.</summary>
    private bool IsObject()
    {
        if (_json.TokenType == JsonTokenType.StartObject)
            return true;
        Skip();
        return false;
    }

    /// <summary>Whether the value is an array; any other is skipped.</summary>
    private bool IsArray()
    {
        if (_json.TokenType == JsonTokenType.StartArray)
            return true;
        Skip();
        return false;
    }

    /// <summary>Whether the value is a string; any other is skipped.</summary>
    private bool IsString()
    {
        Skip();
        return _json.TokenType == JsonTokenType.String;
    }

    /// <summary>Moves to the next name in the object under the reader; false at its end.</summary>
    private bool NextField()
    {
        Advance();
        return _json.TokenType == JsonTokenType.PropertyName;
    }

    /// <summary>Moves to the next entry of the array under the reader; false at its end.</summary>
    private bool NextEntry()
    {
        Advance();
        return _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Whether the name under the reader is this one; if so, moves to its value.</summary>
    private bool At(ReadOnlySpan<byte> name)
    {
        if (!_json.ValueTextEquals(name))
            return false;
        Advance();
        return true;
    }

    private void SkipField()
    {
        Advance();
        Skip();
    }

    /// <summary>Moves to the last token of the value under the reader.</summary>
    private void Skip()
    {
        if (_json.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return;
        var depth = _json.CurrentDepth;
        do
            Advance();
        while (_json.CurrentDepth > depth);
    }
}
