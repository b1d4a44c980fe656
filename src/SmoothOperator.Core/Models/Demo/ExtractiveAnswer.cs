using SmoothOperator.Knowledge;

namespace SmoothOperator.Models.Demo;

/// <summary>Picks the sentences that answer a question: those sharing its rarest words.</summary>
internal static class ExtractiveAnswer
{
    private const int MaxSentences = 3;
    private const double HeadingShare = 0.5;

    /// <summary>What part of the question's weight the best sentence must cover to count as an answer.</summary>
    private const double LeastCoverage = 0.45;

    /// <summary>What part of the best sentence's score another must have to stand beside it.</summary>
    private const double Companion = 0.75;

    /// <summary>The best one to three sentences of one source, in the order they stand there; empty when none fits well.</summary>
    public static IReadOnlyList<Sentence> Find(string question, IReadOnlyList<QuotedPassage> passages)
    {
        var wanted = EnglishAnalyzer.QueryStems(question);
        Sentence[] sentences = [.. passages.SelectMany(SentenceSplitter.Split)];
        if (wanted.Count == 0 || sentences.Length == 0)
            return [];

        var inSentence = Array.ConvertAll(sentences, sentence => EnglishAnalyzer.QueryStems(sentence.Text));
        var inHeading = Array.ConvertAll(sentences, sentence => EnglishAnalyzer.QueryStems(sentence.Heading));
        var weights = wanted.ToDictionary(
            stem => stem,
            stem => WeightOf(sentences.Length, Enumerable.Range(0, sentences.Length).Count(i => inSentence[i].Contains(stem) || inHeading[i].Contains(stem))),
            StringComparer.Ordinal);
        var scores = new double[sentences.Length];
        for (var i = 0; i < scores.Length; i++)
            scores[i] = weights.Sum(word => inSentence[i].Contains(word.Key) ? word.Value : inHeading[i].Contains(word.Key) ? HeadingShare * word.Value : 0);

        var best = Array.IndexOf(scores, scores.Max());
        if (scores[best] < LeastCoverage * weights.Values.Sum())
            return [];
        return
        [
            .. Enumerable.Range(0, sentences.Length)
                .Where(i => scores[i] >= Companion * scores[best] && sentences[i].Source == sentences[best].Source)
                .OrderByDescending(i => scores[i])
                .ThenBy(i => i)
                .Take(MaxSentences)
                .Select(i => AnswerAt(i, sentences))
                .Distinct()
                .Order()
                .Select(i => sentences[i]),
        ];
    }

    /// <summary>A question in a document is answered by the sentence after it.</summary>
    private static int AnswerAt(int index, Sentence[] sentences)
    {
        var isQuestion = sentences[index].Text.EndsWith('?') && index + 1 < sentences.Length && sentences[index + 1].Source == sentences[index].Source;
        return isQuestion ? index + 1 : index;
    }

    private static double WeightOf(int sentences, int containing) => Math.Log(1 + ((sentences - containing + 0.5) / (containing + 0.5)));
}
