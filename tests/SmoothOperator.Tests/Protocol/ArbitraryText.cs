using System.Text;

namespace SmoothOperator.Tests.Protocol;

/// <summary>Text of every kind, from a seed: ASCII, accents, emoji, controls, what JSON escapes, what it need not, and lone surrogates.</summary>
internal static class ArbitraryText
{
    private static readonly string[] Pieces =
    [
        "a", "Hello, world", " ", "\"", "\\", "\\u", "\\n", "/", "\n", "\r\n", "\t", "\b", "\f", "\0", "\u001f", "\u007f", "\u0085", "\u00a0", "é", "ß", "—", "\u2028",
        "\u2029", "\ufeff", "\ufffd", "\uffff", "\ue000", "漢字", "🙂", "👩‍👩‍👧", "\U0010ffff", "\ud83d", "\ude42", "\ude42\ud83d", "<script>", "&", "'", "+",
    ];

    public static IEnumerable<string> Of(int seed, int count)
    {
        var random = new Random(seed);
        yield return "";
        foreach (var piece in Pieces)
            yield return piece;
        for (var made = 0; made < count; made++)
            yield return One(random);
    }

    public static string One(Random random)
    {
        var text = new StringBuilder();
        for (var pieces = random.Next(random.Next(8) == 0 ? 400 : 12); pieces > 0; pieces--)
        {
            if (random.Next(4) == 0)
                text.Append((char)random.Next(char.MaxValue + 1));
            else
                text.Append(Pieces[random.Next(Pieces.Length)]);
        }

        return text.ToString();
    }

    /// <summary>What the text is after a way through UTF-8.</summary>
    public static string Repaired(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
