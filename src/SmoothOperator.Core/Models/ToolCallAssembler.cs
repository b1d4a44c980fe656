using System.Buffers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>Puts the fragments of tool calls together, in the order in which the calls first appear.</summary>
internal sealed class ToolCallAssembler
{
    /// <summary>The most calls in one reply.</summary>
    public const int MaxCalls = 128;

    /// <summary>The most characters of arguments kept for one reply; calls that go beyond it are too large.</summary>
    private const int MaxArgumentChars = 1024 * 1024;

    private readonly List<PartialToolCall> _calls = [];
    private int _keptChars;

    /// <summary>Reads the array <c>tool_calls</c> of a delta.</summary>
    /// <exception cref="ModelException">There are more than <see cref="MaxCalls"/> calls.</exception>
    public void Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
                ReadCall(ref reader, data);
            else
                reader.Skip();
        }
    }

    /// <summary>The calls that have a name, whole.</summary>
    public IEnumerable<FunctionCallContent> Complete() =>
        _calls.Select((call, position) => call.Name is null ? null : call.Complete(position)).OfType<FunctionCallContent>();

    private void ReadCall(ref Utf8JsonReader reader, ReadOnlySpan<byte> data)
    {
        int? index = null;
        string? id = null;
        string? name = null;
        var arguments = default(ReadOnlySpan<byte>);
        var isString = false;
        while (CompletionParser.NextProperty(ref reader, out var key))
        {
            if (key.SequenceEqual("index"u8) && reader.TokenType == JsonTokenType.Number)
                index = reader.TryGetInt32(out var number) ? number : null;
            else if (key.SequenceEqual("id"u8) && CompletionParser.IsText(reader))
                id = SurrogateJoiner.WellFormed(JsonText.Decode(reader.ValueSpan));
            else if (key.SequenceEqual("function"u8) && reader.TokenType == JsonTokenType.StartObject)
                ReadFunction(ref reader, data, ref name, ref arguments, ref isString);
            else
                reader.Skip();
        }

        Append(Find(index, id, name), name, arguments, isString);
    }

    private static void ReadFunction(ref Utf8JsonReader reader, ReadOnlySpan<byte> data, ref string? name, ref ReadOnlySpan<byte> arguments, ref bool isString)
    {
        while (CompletionParser.NextProperty(ref reader, out var key))
        {
            if (key.SequenceEqual("name"u8) && CompletionParser.IsText(reader))
            {
                name = SurrogateJoiner.WellFormed(JsonText.Decode(reader.ValueSpan));
            }
            else if (key.SequenceEqual("arguments"u8) && reader.TokenType != JsonTokenType.Null)
            {
                isString = reader.TokenType == JsonTokenType.String;
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                arguments = isString ? reader.ValueSpan : data[start..(int)reader.BytesConsumed];
            }
            else
            {
                reader.Skip();
            }
        }
    }

    /// <summary>
    /// The call that a fragment belongs to. An id or a name beside another call's id starts a new call even at the same index: some gateways send whole
    /// parallel calls that way. A fragment with neither index nor id goes on with the last call unless it names a function.
    /// </summary>
    private PartialToolCall Find(int? index, string? id, string? name)
    {
        var call = index is not null
            ? _calls.FindLast(known => known.Index == index)
            : id is not null
                ? _calls.FindLast(known => known.Id == id)
                : name is null && _calls.Count > 0 ? _calls[^1] : null;
        if (call is not null && id is not null && name is not null && call.Name is not null && call.Id != id)
            call = _calls.FindLast(known => known.Id == id);
        if (call is not null)
        {
            if (call.Id.Length == 0)
                call.Id = id ?? "";
            return call;
        }

        if (_calls.Count == MaxCalls)
            throw new ModelException($"The model asked for more than {MaxCalls} tool calls at once.");
        call = new PartialToolCall(index, id ?? "");
        _calls.Add(call);
        return call;
    }

    private void Append(PartialToolCall call, string? name, ReadOnlySpan<byte> arguments, bool isString)
    {
        call.Name ??= name;
        var chars = ArrayPool<char>.Shared.Rent(arguments.Length);
        var length = isString ? JsonText.Decode(arguments, chars) : Encoding.UTF8.GetChars(arguments, chars);
        if (_keptChars + length > MaxArgumentChars || call.Length + length > PartialToolCall.MaxArgumentBytes)
            call.IsTooLarge = true;
        if (!call.IsTooLarge)
        {
            call.Append(chars.AsSpan(0, length));
            _keptChars += length;
        }

        ArrayPool<char>.Shared.Return(chars);
    }
}
