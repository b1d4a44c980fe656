using Microsoft.Extensions.AI;

namespace SmoothOperator.Tests.Knowledge;

/// <summary>Embeds as told; counts calls.</summary>
internal sealed class StubEmbedder(Func<string, float[]> embed, Func<CancellationToken, Task>? before = null) : IEmbeddingGenerator<string, Embedding<float>>
{
    public int Calls { get; private set; }

    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
        IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls++;
        if (before is not null)
            await before(cancellationToken);
        return [.. values.Select(value => new Embedding<float>(embed(value)))];
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
