namespace SmoothOperator.Knowledge;

/// <summary>Okapi BM25 with an inverse document frequency that is never negative, so that a word in every passage still counts a little.</summary>
internal static class Bm25
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    public static double InverseFrequency(int passages, int containing) => Math.Log(1 + ((passages - containing + 0.5) / (containing + 0.5)));

    public static double Score(double inverseFrequency, int frequency, int words, double averageWords) =>
        inverseFrequency * frequency * (K1 + 1) / (frequency + (K1 * (1 - B + (B * words / averageWords))));
}
