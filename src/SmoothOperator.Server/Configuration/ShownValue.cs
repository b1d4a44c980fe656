using System.Text.RegularExpressions;
using SmoothOperator.Tools;

namespace SmoothOperator.Server.Configuration;

/// <summary>Values as they may be shown.</summary>
internal static partial class ShownValue
{
    public const string Mask = "***";

    private const int MaxLength = 80;

    /// <summary>A value on one line, cut, without the password an address may hold; a secret not at all.</summary>
    public static string Of(string value, bool isSecret)
    {
        if (isSecret)
            return value.Length == 0 ? "" : Mask;
        var oneLine = string.Concat(value.Select(c => char.IsControl(c) ? ' ' : c));
        return TextCut.Characters(UserInfo().Replace(oneLine, $"://{Mask}@"), MaxLength);
    }

    [GeneratedRegex("://[^/]*@", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex UserInfo();
}
