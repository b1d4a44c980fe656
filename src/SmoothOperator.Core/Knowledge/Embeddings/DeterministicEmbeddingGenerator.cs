using System.Buffers;
using System.Numerics.Tensors;
using System.Text;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Knowledge;

/// <summary>
/// Hashes words into a vector: no model, no network, the same vector for the same text on every machine. It is not semantic: texts are near when they share
/// words.
/// </summary>
/// <remarks>
/// Words are lower-case runs of letters and numbers. Each word's FNV-1a 64 hash over its UTF-8 adds ±1 at two places (hash modulo width with the sign of bit 0;
/// upper half modulo width with the sign of bit 1); the sum is brought to length 1.
/// </remarks>
public sealed class DeterministicEmbeddingGenerator : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Width of a vector unless told otherwise.</summary>
    public const int DefaultDimensions = 1024;

    private const string ModelName = "deterministic";
    private const ulong FnvOffset = 0xcbf29ce484222325;
    private const ulong FnvPrime = 0x100000001b3;

    private readonly int _dimensions;
    private readonly EmbeddingGeneratorMetadata _metadata;

    /// <summary>Makes the embedder.</summary>
    /// <param name="dimensions">Width of a vector, at least 1.</param>
    public DeterministicEmbeddingGenerator(int dimensions = DefaultDimensions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimensions, 1);
        _dimensions = dimensions;
        _metadata = new EmbeddingGeneratorMetadata("smooth-operator", providerUri: null, ModelName, dimensions);
    }

    /// <inheritdoc/>
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        var embeddings = new GeneratedEmbeddings<Embedding<float>>(values.TryGetNonEnumeratedCount(out var count) ? count : 0);
        foreach (var value in values)
        {
            cancellationToken.ThrowIfCancellationRequested();
            embeddings.Add(new Embedding<float>(Embed(value)) { ModelId = ModelName });
        }

        return Task.FromResult(embeddings);
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        if (serviceKey is not null)
            return null;
        if (serviceType == typeof(EmbeddingTraits))
            return EmbeddingTraits.HashedWords;
        if (serviceType == typeof(EmbeddingGeneratorMetadata))
            return _metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Holds nothing.
    }

    /// <summary>Width of a vector.</summary>
    internal int Dimensions => _dimensions;

    private float[] Embed(ReadOnlySpan<char> text)
    {
        var vector = new float[_dimensions];
        Embed(text, vector);
        return vector;
    }

    /// <summary>Embeds into a vector of <see cref="Dimensions"/> numbers, whatever it held before.</summary>
    internal static void Embed(ReadOnlySpan<char> text, Span<float> vector)
    {
        vector.Clear();
        var hash = FnvOffset;
        var inWord = false;
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var first = text[0];
            bool isWord;
            if (char.IsAscii(first))
            {
                text = text[1..];
                isWord = WordCharacters.IsAsciiWord(first);
                if (isWord)
                    hash = (hash ^ WordCharacters.ToAsciiLower(first)) * FnvPrime;
            }
            else
            {
                isWord = Rune.DecodeFromUtf16(text, out var rune, out var consumed) is OperationStatus.Done && WordCharacters.IsWord(rune);
                text = text[consumed..];
                if (isWord)
                {
                    foreach (var octet in utf8[..Rune.ToLowerInvariant(rune).EncodeToUtf8(utf8)])
                        hash = (hash ^ octet) * FnvPrime;
                }
            }

            if (inWord && !isWord)
            {
                Add(vector, hash);
                hash = FnvOffset;
            }

            inWord = isWord;
        }

        if (inWord)
            Add(vector, hash);
        Normalize(vector);
    }

    private static void Add(Span<float> vector, ulong hash)
    {
        vector[(int)(hash % (ulong)vector.Length)] += (hash & 1) == 0 ? 1 : -1;
        vector[(int)((hash >> 32) % (ulong)vector.Length)] += (hash & 2) == 0 ? 1 : -1;
    }

    private static void Normalize(Span<float> vector)
    {
        var length = TensorPrimitives.Norm(vector);
        if (length > 0)
            TensorPrimitives.Divide(vector, length, vector);
    }
}
