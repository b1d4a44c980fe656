namespace SmoothOperator.Server.Configuration;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class NearestName
{
    private const int MaxDistance = 4;

    public static string? Of(string name, IEnumerable<string> known)
    {
        var (nearest, distance) = known.Select(candidate => (candidate, Distance(name.ToUpperInvariant(), candidate))).MinBy(pair => pair.Item2);
        return distance <= MaxDistance ? nearest : null;
    }

    /// <summary>Edits (insert, delete, replace) that make one text of the other.</summary>
    private static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
