using System.Globalization;
using SmoothOperator.Knowledge;

namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>What the full-text index is asked.</summary>
internal static class MatchExpression
{
    /// <summary>The word that marks the passages of an organization.</summary>
    public static string TenantWord(long organization) => "o" + organization.ToString(CultureInfo.InvariantCulture);

    /// <summary>Any of the query's content words within the tenant; null when it has none.</summary>
    public static string? For(long organization, string query)
    {
        var words = EnglishAnalyzer.QueryWords(query);
        return words.Count == 0 ? null : $"tenant : {TenantWord(organization)} AND text : ({string.Join(" OR ", words.Select(Quote))})";
    }

    private static string Quote(string word) => '"' + word.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
