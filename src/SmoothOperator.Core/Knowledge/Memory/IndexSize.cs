namespace SmoothOperator.Knowledge;

/// <summary>How much of an index is alive, or one document's share of it.</summary>
/// <param name="Passages">Passages.</param>
/// <param name="Words">Words in them.</param>
internal sealed record IndexSize(int Passages, long Words)
{
    public static IndexSize Empty { get; } = new(0, 0);

    public double AverageWords => Passages == 0 ? 0 : (double)Words / Passages;

    public IndexSize Plus(IndexSize other) => new(Passages + other.Passages, Words + other.Words);

    public IndexSize Minus(IndexSize other) => new(Passages - other.Passages, Words - other.Words);
}
