using System.Globalization;
using System.Text.Json;

namespace SmoothOperator.Bench.Retrieval;

/// <summary>A test collection in BEIR layout: corpus.jsonl, queries.jsonl, qrels/test.tsv.</summary>
internal sealed record BeirCorpus(
    IReadOnlyDictionary<string, string> Documents,
    IReadOnlyDictionary<string, string> Queries,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Judgements)
{
    public static BeirCorpus Read(string folder)
    {
        var judgements = File.ReadLines(Path.Combine(folder, "qrels", "test.tsv"))
            .Skip(1)
            .Select(line => line.Split('\t'))
            .Where(fields => fields.Length == 3 && int.Parse(fields[2], CultureInfo.InvariantCulture) > 0)
            .GroupBy(fields => fields[0])
            .ToDictionary(
                query => query.Key,
                IReadOnlyDictionary<string, int> (query) => query.ToDictionary(fields => fields[1], fields => int.Parse(fields[2], CultureInfo.InvariantCulture)));
        return new BeirCorpus(ReadTexts(Path.Combine(folder, "corpus.jsonl")), ReadTexts(Path.Combine(folder, "queries.jsonl")), judgements);
    }

    private static Dictionary<string, string> ReadTexts(string path)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(path).Where(line => line.Length > 0))
        {
            using var json = JsonDocument.Parse(line);
            var title = json.RootElement.TryGetProperty("title", out var value) ? value.GetString() : "";
            var text = json.RootElement.GetProperty("text").GetString() ?? "";
            texts[json.RootElement.GetProperty("_id").GetString()!] = string.IsNullOrEmpty(title) ? text : $"{title}\n\n{text}";
        }

        return texts;
    }
}
