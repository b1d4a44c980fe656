using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace SmoothOperator.Knowledge;

/// <summary>A query's vector with its norm, which is computed once.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct QueryVector(ReadOnlyMemory<float> Values, float Norm)
{
    public int Length => Values.Length;

    /// <summary>Null when the vector has no direction: then nothing is near it.</summary>
    public static QueryVector? TryMake(ReadOnlyMemory<float> values)
    {
        var norm = TensorPrimitives.Norm(values.Span);
        return norm > 0 && float.IsFinite(norm) ? new QueryVector(values, norm) : null;
    }

    /// <summary>The cosine with a vector of length 1 and the same width.</summary>
    public double CosineWith(ReadOnlySpan<float> unit) => TensorPrimitives.Dot(Values.Span, unit) / Norm;
}
