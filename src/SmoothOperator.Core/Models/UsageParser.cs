using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>Reads a <c>usage</c> object: only counts that are whole numbers and not negative; what is missing stays unknown.</summary>
internal static class UsageParser
{
    /// <summary>The counts, or <see langword="null"/> when the object holds none.</summary>
    public static UsageDetails? Read(ref Utf8JsonReader reader)
    {
        var usage = new UsageDetails();
        while (CompletionParser.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual("prompt_tokens"u8))
                usage.InputTokenCount = Count(ref reader);
            else if (name.SequenceEqual("completion_tokens"u8))
                usage.OutputTokenCount = Count(ref reader);
            else if (name.SequenceEqual("total_tokens"u8))
                usage.TotalTokenCount = Count(ref reader);
            else if (name.SequenceEqual("prompt_tokens_details"u8))
                usage.CachedInputTokenCount = NestedCount(ref reader, "cached_tokens"u8);
            else if (name.SequenceEqual("completion_tokens_details"u8))
                usage.ReasoningTokenCount = NestedCount(ref reader, "reasoning_tokens"u8);
            else
                reader.Skip();
        }

        return usage is { InputTokenCount: null, OutputTokenCount: null, TotalTokenCount: null } ? null : usage;
    }

    private static long? NestedCount(ref Utf8JsonReader reader, ReadOnlySpan<byte> wanted)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        long? count = null;
        while (CompletionParser.NextProperty(ref reader, out var name))
        {
            if (name.SequenceEqual(wanted))
                count = Count(ref reader);
            else
                reader.Skip();
        }

        return count;
    }

    private static long? Count(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.Number)
            reader.Skip();
        else if (reader.TryGetInt64(out var whole))
            return whole >= 0 ? whole : null;
        else if (reader.TryGetDouble(out var real) && real is >= 0 and < 1e15 && real == Math.Floor(real))
            return (long)real;
        return null;
    }
}
