using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace SmoothOperator.Knowledge;

/// <summary>Embeds texts within a deadline; a failure costs the vectors and nothing else.</summary>
internal sealed partial class DeadlinedEmbedder(IEmbeddingGenerator<string, Embedding<float>> generator, TimeProvider time, ILogger logger)
{
    /// <summary>One vector a text, or null when embedding failed or took too long.</summary>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<float>>?> EmbedAsync(IReadOnlyList<string> texts, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            var pending = generator.GenerateAsync(texts, options: null, either.Token);
            var embeddings = pending.IsCompleted ? await pending : await pending.WaitAsync(timeout, time, cancellationToken);
            if (embeddings.Count != texts.Count)
                throw new InvalidOperationException($"The embedder answered {embeddings.Count} vectors for {texts.Count} texts.");
            var vectors = new ReadOnlyMemory<float>[texts.Count];
            for (var i = 0; i < vectors.Length; i++)
                vectors[i] = embeddings[i].Vector;
            return vectors;
        }
        catch (TimeoutException)
        {
            // An embedder that listens stops; one that does not is left behind.
            await either.CancelAsync();
            LogTimeout(logger, texts.Count, timeout);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailure(logger, texts.Count, failure);
        }

        return null;
    }

    [LoggerMessage(3001, LogLevel.Warning, "Embedding {Count} text(s) took longer than {Timeout}; going on without vectors.")]
    private static partial void LogTimeout(ILogger logger, int count, TimeSpan timeout);

    [LoggerMessage(3002, LogLevel.Warning, "Embedding {Count} text(s) failed; going on without vectors.")]
    private static partial void LogFailure(ILogger logger, int count, Exception failure);
}
