using System.Text.Json;
using SmoothOperator.Testing;

namespace SmoothOperator.Tests.Wire;

/// <summary>Frames told in a line: <c>202 text park call:refund 200 result:refund text end</c>.</summary>
internal static class WireStory
{
    public static string Of(params IEnumerable<WireFrame> frames)
    {
        var words = new List<string>();
        foreach (var frame in frames)
        {
            var word = WordOf(frame);
            if (word is not ("text" or "thought") || words.Count == 0 || words[^1] != word)
                words.Add(word);
        }

        return string.Join(' ', words);
    }

    /// <summary>The text that the tokens make.</summary>
    public static string TextOf(IEnumerable<WireFrame> frames) => string.Concat(frames.Where(frame => frame.Type == "stream_token").Select(frame => frame.Text("token")));

    /// <summary>The reply of the turn that ends with these frames.</summary>
    public static string? ReplyOf(IEnumerable<WireFrame> frames) => frames.Last().Text("data.data.response.responseParts.0");

    private static string WordOf(WireFrame frame) => frame.Type switch
    {
        "immediate_response" => frame.Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
        "stream_token" => "text",
        "stream_reasoning" => "thought",
        "write_confirmation_required" => "park",
        "eventual_response" => "end",
        "error" => $"error:{frame.ErrorCode}",
        "stream_chunk" when frame.Text("data.state.rawResponse.toolCall.name") is { } called => $"call:{called}",
        "stream_chunk" when frame.At("data.state.rawResponse.toolResult.isError") is { ValueKind: JsonValueKind.True } => $"refused:{frame.Text("node")}",
        "stream_chunk" => $"result:{frame.Text("node")}",
        var type => type,
    };
}
