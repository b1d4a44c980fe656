namespace SmoothOperator.Knowledge;

/// <summary>
/// Porter's stemmer for English (M. F. Porter, "An algorithm for suffix stripping", 1980, with his own later changes <c>bli</c> and <c>logi</c>), as SQLite's
/// <c>porter</c> tokenizer has it.
/// </summary>
internal static class PorterStemmer
{
    private const int ShortestWord = 3;
    private const int LongestWord = 64;

    private static readonly (string Suffix, string Replacement)[] DoubleSuffixes =
    [
        ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("logi", "log"), ("bli", "ble"), ("alli", "al"), ("entli", "ent"),
        ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"),
        ("ousness", "ous"), ("aliti", "al"), ("iviti", "ive"), ("biliti", "ble"),
    ];

    private static readonly (string Suffix, string Replacement)[] AdjectiveSuffixes =
        [("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", "")];

    private static readonly string[] LastSuffixes =
        ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti", "ous", "ive", "ize"];

    /// <summary>Stems a lower-case word in place.</summary>
    /// <returns>The stem's length: it is the beginning of <paramref name="word"/>.</returns>
    public static int Stem(Span<char> word)
    {
        if (word.Length is < ShortestWord or > LongestWord)
            return word.Length;

        word = RemovePlural(word);
        word = RemovePastOrGerund(word);
        if (word[^1] == 'y' && HasVowel(word[..^1]))
            word[^1] = 'i';
        word = ReplaceSuffix(word, DoubleSuffixes);
        word = ReplaceSuffix(word, AdjectiveSuffixes);
        word = RemoveLastSuffix(word);
        return TidyUp(word).Length;
    }

    private static Span<char> RemovePlural(Span<char> word)
    {
        if (word[^1] != 's')
            return word;
        if (word.EndsWith("sses") || word.EndsWith("ies"))
            return word[..^2];
        return word.EndsWith("ss") ? word : word[..^1];
    }

    private static Span<char> RemovePastOrGerund(Span<char> word)
    {
        if (word.EndsWith("eed"))
            return Measure(word[..^3]) > 0 ? word[..^1] : word;

        var suffix = word.EndsWith("ed") ? 2 : word.EndsWith("ing") ? 3 : 0;
        if (suffix == 0 || !HasVowel(word[..^suffix]))
            return word;

        var stem = word[..^suffix];
        if (stem.EndsWith("at") || stem.EndsWith("bl") || stem.EndsWith("iz"))
            return WithE(word, stem.Length);
        if (EndsWithDoubleConsonant(stem) && stem[^1] is not ('l' or 's' or 'z'))
            return stem[..^1];
        return Measure(stem) == 1 && EndsWithShortSyllable(stem) ? WithE(word, stem.Length) : stem;
    }

    private static Span<char> WithE(Span<char> word, int stemLength)
    {
        word[stemLength] = 'e';
        return word[..(stemLength + 1)];
    }

    private static Span<char> ReplaceSuffix(Span<char> word, (string Suffix, string Replacement)[] rules)
    {
        foreach (var (suffix, replacement) in rules)
        {
            if (!word.EndsWith(suffix))
                continue;
            var stem = word.Length - suffix.Length;
            if (Measure(word[..stem]) == 0)
                return word;
            replacement.CopyTo(word[stem..]);
            return word[..(stem + replacement.Length)];
        }

        return word;
    }

    private static Span<char> RemoveLastSuffix(Span<char> word)
    {
        foreach (var suffix in LastSuffixes)
        {
            if (!word.EndsWith(suffix))
                continue;
            var stem = word[..^suffix.Length];
            var isRemovable = Measure(stem) > 1 && (suffix is not "ion" || stem[^1] is 's' or 't');
            return isRemovable ? stem : word;
        }

        return word;
    }

    private static Span<char> TidyUp(Span<char> word)
    {
        if (word[^1] == 'e')
        {
            var stem = word[..^1];
            var measure = Measure(stem);
            if (measure > 1 || (measure == 1 && !EndsWithShortSyllable(stem)))
                word = stem;
        }

        return word.EndsWith("ll") && Measure(word) > 1 ? word[..^1] : word;
    }

    /// <summary>How often a run of vowels is followed by a run of consonants: Porter's m.</summary>
    private static int Measure(ReadOnlySpan<char> stem)
    {
        var measure = 0;
        var afterVowel = false;
        for (var i = 0; i < stem.Length; i++)
        {
            var isVowel = IsVowel(stem, i);
            if (afterVowel && !isVowel)
                measure++;
            afterVowel = isVowel;
        }

        return measure;
    }

    private static bool HasVowel(ReadOnlySpan<char> stem)
    {
        for (var i = 0; i < stem.Length; i++)
        {
            if (IsVowel(stem, i))
                return true;
        }

        return false;
    }

    /// <summary>A y is a vowel after a consonant.</summary>
    private static bool IsVowel(ReadOnlySpan<char> word, int index) => word[index] switch
    {
        'a' or 'e' or 'i' or 'o' or 'u' => true,
        'y' => index > 0 && !IsVowel(word, index - 1),
        _ => false,
    };

    private static bool EndsWithDoubleConsonant(ReadOnlySpan<char> stem) =>
        stem.Length > 1 && stem[^1] == stem[^2] && !IsVowel(stem, stem.Length - 1);

    /// <summary>Consonant, vowel, consonant, the last not w, x or y: hop, but not snow.</summary>
    private static bool EndsWithShortSyllable(ReadOnlySpan<char> stem) =>
        stem.Length > 2
        && stem[^1] is not ('w' or 'x' or 'y')
        && !IsVowel(stem, stem.Length - 1) && IsVowel(stem, stem.Length - 2) && !IsVowel(stem, stem.Length - 3);
}
