using System.Globalization;

namespace SmoothOperator.Bench.Gateway;

/// <summary>
/// What a model's name asks for: <c>burst-N</c> (N deltas at once, in four writes), <c>instant-N</c> (in one write),
/// <c>paced-M-N</c> (N deltas, one every M milliseconds, each carrying the time it was sent).
/// </summary>
internal sealed record ReplyScript(string Model, int Deltas, int Writes, TimeSpan Interval)
{
    private const int MostDeltas = 4096;
    private const int LongestInterval = 1000;
    private const int BurstWrites = 4;

    public static bool TryParse(string model, out ReplyScript script)
    {
        var parts = model.Split('-');
        script = parts switch
        {
            ["burst", var n] when Number(n, MostDeltas, out var deltas) => new(model, deltas, BurstWrites, TimeSpan.Zero),
            ["instant", var n] when Number(n, MostDeltas, out var deltas) => new(model, deltas, 1, TimeSpan.Zero),
            ["paced", var ms, var n] when Number(ms, LongestInterval, out var pause) && Number(n, MostDeltas, out var deltas) =>
                new(model, deltas, deltas, TimeSpan.FromMilliseconds(pause)),
            _ => null!,
        };
        return script is not null;
    }

    private static bool Number(string text, int largest, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value > 0 && value <= largest;
}
