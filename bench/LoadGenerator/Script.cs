using System.Globalization;

namespace SmoothOperator.Bench.Load;

/// <summary>The scripted gateway's model to ask for, and the number of content deltas its reply must have.</summary>
internal sealed record Script(string Model, int Tokens)
{
    public static Script Parse(string model) =>
        int.TryParse(model.AsSpan(model.LastIndexOf('-') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) && tokens > 0
            ? new(model, tokens)
            : throw new FormatException($"--model '{model}' must end in its number of tokens, as burst-64 does");
}
