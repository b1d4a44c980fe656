namespace SmoothOperator.Knowledge;

/// <summary>How English text becomes terms: words of letters and digits, lower-case without diacritics, stop words left out, stemmed by Porter's algorithm.</summary>
public static class EnglishAnalyzer
{
    /// <summary>Content words taken of one query; those after it are ignored.</summary>
    public const int MaxQueryWords = 64;

    /// <summary>
    /// The distinct content words of a query in order, folded but not stemmed: for backends whose engine stems by itself. Empty when the query has stop words
    /// only: then there are no lexical candidates.
    /// </summary>
    /// <param name="query">The words of the question.</param>
    public static IReadOnlyList<string> QueryWords(string query)
    {
        var words = new List<string>();
        var reader = new WordReader(query, stackalloc char[WordReader.BufferLength]);
        while (words.Count < MaxQueryWords && reader.MoveNext())
        {
            if (!StopWords.Contains(reader.Word))
                AddDistinct(words, reader.Word);
        }

        return words;
    }

    /// <summary>The distinct stems of a query's content words in order.</summary>
    /// <param name="query">The words of the question.</param>
    public static IReadOnlyList<string> QueryStems(string query)
    {
        var stems = new List<string>();
        var reader = new WordReader(query, stackalloc char[WordReader.BufferLength]);
        while (stems.Count < MaxQueryWords && reader.MoveNext())
        {
            if (!StopWords.Contains(reader.Word))
                AddDistinct(stems, reader.Word[..PorterStemmer.Stem(reader.Word)]);
        }

        return stems;
    }

    private static void AddDistinct(List<string> words, ReadOnlySpan<char> word)
    {
        foreach (var known in words)
        {
            if (word.SequenceEqual(known))
                return;
        }

        words.Add(word.ToString());
    }
}
