namespace SmoothOperator.Bench.Retrieval;

/// <summary>Mean average precision, nDCG@10 and recall@10 over queries.</summary>
internal sealed class RankingQuality
{
    private const int Cut = 10;

    private readonly List<(double Precision, double Gain, double Recall)> _queries = [];

    public double MeanAveragePrecision => _queries.Average(query => query.Precision);

    public double Gain => _queries.Average(query => query.Gain);

    public double Recall => _queries.Average(query => query.Recall);

    public void Add(IReadOnlyList<string> ranking, IReadOnlyDictionary<string, int> relevant)
    {
        var found = 0;
        var precision = 0.0;
        for (var i = 0; i < ranking.Count; i++)
        {
            if (relevant.ContainsKey(ranking[i]))
                precision += ++found / (i + 1.0);
        }

        var top = ranking.Take(Cut).ToList();
        var ideal = relevant.Values.OrderDescending().Take(Cut).Select(Discounted).Sum();
        var gain = top.Select((id, i) => Discounted(relevant.GetValueOrDefault(id), i)).Sum();
        _queries.Add((precision / relevant.Count, gain / ideal, (double)top.Count(relevant.ContainsKey) / relevant.Count));
    }

    private static double Discounted(int grade, int index) => grade / Math.Log2(index + 2);
}
