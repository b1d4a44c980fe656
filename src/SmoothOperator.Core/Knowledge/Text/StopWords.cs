using System.Collections.Frozen;

namespace SmoothOperator.Knowledge;

/// <summary>
/// English words that carry no content in a question: articles, pronouns, auxiliaries, question words, the verbs questions are dressed in (tell, want, get) and
/// the pieces an apostrophe leaves (don't → don, t).
/// </summary>
internal static class StopWords
{
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Words = FrozenSet.ToFrozenSet(
        ("a about above after again against all also am an and any anybody anyone anything are aren as at be because been before being below between "
        + "both but by can cannot could couldn d did didn do does doesn doing don down during each either else ever everyone everything few for from "
        + "further get gets got had hadn happen happens has hasn have haven having he her here hers herself hi him himself his how i if in into is isn "
        + "it its itself just know let like ll m many may me might more most much must my myself need neither no nor not nothing of off on once only "
        + "or other our ours ourselves out over own per please re s same shall she should shouldn so some somebody someone something such t tell than "
        + "that the their theirs them themselves then there these they thing things this those through to too under until up upon us ve very want was "
        + "wasn we were weren what when where whether which while who whom whose why will with within without won work works would wouldn yes yet you "
        + "your yours yourself yourselves").Split(' '),
        StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a folded word is one.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Words.Contains(word);
}
