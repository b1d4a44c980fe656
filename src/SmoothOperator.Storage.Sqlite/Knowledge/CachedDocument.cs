using System.Numerics.Tensors;
using SmoothOperator.Knowledge;

namespace SmoothOperator.Storage.Sqlite.Knowledge;

/// <summary>One version of a document as searches need it in memory: who may see it, and where its passages point.</summary>
internal sealed class CachedDocument(long number, long organization, KnowledgeDocument document)
{
    private readonly List<CachedVector> _vectors = [];

    public long Number => number;

    /// <summary>The tenant's number.</summary>
    public long Organization => organization;

    public KnowledgeDocument Document => document;

    public IReadOnlyList<CachedVector> Vectors => _vectors;

    public long VectorBytes => _vectors.Sum(vector => (long)vector.Direction.Length * sizeof(float));

    /// <summary>Where a passage points, or null when it has no direction.</summary>
    public float[]? VectorOf(long chunk)
    {
        foreach (var vector in _vectors)
        {
            if (vector.Chunk == chunk)
                return vector.Direction;
        }

        return null;
    }

    /// <summary>Adds a passage's vector; one without direction (all zero, or not finite) has no neighbours and is left out.</summary>
    public void Add(long chunk, ReadOnlySpan<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (!(length > 0) || !float.IsFinite(length))
            return;
        var direction = new float[vector.Length];
        TensorPrimitives.Divide(vector, length, direction);
        _vectors.Add(new CachedVector(chunk, direction));
    }
}
