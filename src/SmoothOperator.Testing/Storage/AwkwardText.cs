namespace SmoothOperator.Testing.Storage;

/// <summary>Text that careless backends lose or change. A lone surrogate is not text that UTF-8 can hold: a backend may give back U+FFFD in its place.</summary>
internal static class AwkwardText
{
    public const string WithLoneSurrogate = "half a pair \ud83d ends here";

    public static string[] All { get; } =
    [
        "", " ", "plain", "emoji 👩‍👩‍👧‍👦 and 𝒻𝒶𝓃𝒸𝓎", "nul \0 inside", "\0", "quotes ' \" ` and \\ and %s {0} ?1 :name --", "line\r\nends\u2028and\u2029more\t",
        "\ufeffbyte order mark", "combining e\u0301 stays apart from \u00e9", "right to left \u202eשלום", "\u0001\u001f\u007f\u0085", "\ufffd\uffff", new('x', 100_000), new('é', 70_000),
    ];

    /// <summary>What a backend may make of a text.</summary>
    public static string AsStored(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
