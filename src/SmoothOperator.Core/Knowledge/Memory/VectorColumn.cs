using System.Numerics.Tensors;

namespace SmoothOperator.Knowledge;

/// <summary>Vectors of one width, brought to length 1, side by side in blocks small enough for the ordinary heap.</summary>
internal sealed class VectorColumn(int dimensions)
{
    private const int BlockFloats = 16 * 1024;

    private readonly int _rowsPerBlock = Math.Max(1, BlockFloats / dimensions);
    private readonly AppendOnlyList<float[]> _blocks = new();
    private readonly AppendOnlyList<int> _passages = new();

    /// <summary>The passage of each row.</summary>
    public ReadOnlySpan<int> Passages => _passages.Items;

    /// <summary>Appends a row. A vector without direction (all zero, or not finite) has no neighbours and is left out.</summary>
    /// <returns>The row, or nothing.</returns>
    public ReadOnlyMemory<float> Add(int passage, ReadOnlySpan<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (!(length > 0) || !float.IsFinite(length))
            return default;
        var row = _passages.Count;
        if (row % _rowsPerBlock == 0)
            _blocks.Add(new float[_rowsPerBlock * dimensions]);
        var place = _blocks.Items[^1].AsMemory(row % _rowsPerBlock * dimensions, dimensions);
        TensorPrimitives.Divide(vector, length, place.Span);
        _passages.Add(passage);
        return place;
    }

    public ReadOnlySpan<float> Row(int row) => _blocks.Items[row / _rowsPerBlock].AsSpan(row % _rowsPerBlock * dimensions, dimensions);
}
