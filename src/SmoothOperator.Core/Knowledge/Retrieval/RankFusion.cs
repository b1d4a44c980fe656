using System.Runtime.InteropServices;

namespace SmoothOperator.Knowledge;

/// <summary>Reciprocal rank fusion: a passage is worth weight / (60 + rank) in each leg that found it, ranks from 1.</summary>
/// <param name="denseWeight">Weight of the dense leg; the lexical leg's is 1.</param>
/// <param name="minSimilarity">Least cosine of a passage that only its vector found; positive infinity admits none.</param>
internal sealed class RankFusion(double denseWeight, double minSimilarity)
{
    private const int K = 60;

    /// <summary>Fuses the legs, best first; of equal values the one that words found better goes first.</summary>
    public IReadOnlyList<RetrievedPassage> Fuse(KnowledgeCandidates candidates, int limit)
    {
        var (lexical, dense) = candidates;
        var fused = new List<Fused>(lexical.Count + dense.Count);
        var places = new Dictionary<string, int>(lexical.Count, StringComparer.Ordinal);
        for (var i = 0; i < lexical.Count; i++)
        {
            places[lexical[i].ChunkId] = fused.Count;
            fused.Add(new Fused(lexical[i], Worth(i), fused.Count));
        }

        for (var i = 0; i < dense.Count; i++)
        {
            var worth = denseWeight * Worth(i);
            if (places.TryGetValue(dense[i].ChunkId, out var place))
                fused[place] = fused[place] with { Value = fused[place].Value + worth };
            else if (dense[i].Score >= minSimilarity)
                fused.Add(new Fused(dense[i], worth, fused.Count));
        }

        fused.Sort(static (one, other) => other.Value.CompareTo(one.Value) is var byValue and not 0 ? byValue : one.Place.CompareTo(other.Place));
        var largest = Worth(0) * (dense.Count > 0 ? 1 + denseWeight : 1);
        var passages = new RetrievedPassage[Math.Min(limit, fused.Count)];
        for (var i = 0; i < passages.Length; i++)
        {
            var (hit, value, _) = fused[i];
            passages[i] = new RetrievedPassage(hit.ChunkId, hit.DocumentId, hit.Source, hit.Text, value / largest);
        }

        return passages;
    }

    private static double Worth(int index) => 1.0 / (K + index + 1);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Fused(ChunkHit Hit, double Value, int Place);
}
