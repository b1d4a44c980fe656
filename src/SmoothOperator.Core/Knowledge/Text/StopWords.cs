using System.Collections.Frozen;

namespace SmoothOperator.Knowledge;

/// <summary>English words that carry no content: articles, pronouns, auxiliaries, question words and the pieces an apostrophe leaves (don't → don, t).</summary>
internal static class StopWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = FrozenSet.ToFrozenSet(
        ("a about above after again against all also am an and any are aren as at be because been before being below between both but by can cannot could "
        + "couldn d did didn do does doesn doing don down during each either else ever few for from further had hadn has hasn have haven having he her here hers "
        + "herself hi him himself his how i if in into is isn it its itself just let ll m may me might more most must my myself neither no nor not of off on once "
        + "only or other our ours ourselves out over own per please re s same shall she should shouldn so some such t than that the their theirs them themselves "
        + "then there these they this those through to too under until up upon us ve very was wasn we were weren what when where whether which while who whom "
        + "whose why will with within without won would wouldn yes yet you your yours yourself yourselves").Split(' '),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a folded word is one.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);
}
