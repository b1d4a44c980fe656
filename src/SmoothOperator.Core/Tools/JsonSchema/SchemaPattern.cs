using System.Text;
using System.Text.RegularExpressions;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>Regular expressions as schemas write them (ECMAScript), run in time linear in the text, or within a deadline where that is impossible.</summary>
internal static class SchemaPattern
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    /// <summary>Makes the expression.</summary>
    /// <exception cref="ArgumentException">The pattern is malformed.</exception>
    public static Regex Create(string pattern)
    {
        var translated = Translate(pattern);
        try
        {
            return new Regex(translated, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
        }
        catch (NotSupportedException)
        {
            // Look-around and back-references need backtracking; there the deadline is the bound.
            return new Regex(translated, RegexOptions.CultureInvariant, Deadline);
        }
    }

    /// <summary>In ECMAScript digits and word characters are ASCII and <c>$</c> is the very end, not also the place before a last line break.</summary>
    private static string Translate(string pattern)
    {
        var result = new StringBuilder(pattern.Length + 16);
        var inClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            var c = pattern[i];
            if (c == '\\' && i + 1 < pattern.Length)
            {
                result.Append(Escape(pattern[++i], inClass));
                continue;
            }

            result.Append(c switch
            {
                '$' when !inClass => @"\z",
                '[' when inClass => @"\[",
                _ => c.ToString(),
            });
            inClass = c == '[' || (inClass && c != ']');
        }

        return result.ToString();
    }

    private static string Escape(char c, bool inClass) => (c, inClass) switch
    {
        ('d', true) => "0-9",
        ('d', false) => "[0-9]",
        ('D', false) => "[^0-9]",
        ('w', true) => "a-zA-Z0-9_",
        ('w', false) => "[a-zA-Z0-9_]",
        ('W', false) => "[^a-zA-Z0-9_]",
        ('/', _) => "/",
        _ => $@"\{c}",
    };
}
