using System.Text.Json;

namespace SmoothOperator.Testing;

/// <summary>A request that reached a <see cref="StubGateway"/>.</summary>
public sealed class StubRequest
{
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal StubRequest(string path, IReadOnlyDictionary<string, string> headers, byte[] body)
    {
        Path = path;
        Headers = headers;
        BodyBytes = body;
    }

    /// <summary>Path and query.</summary>
    public string Path { get; }

    /// <summary>Headers by name, whatever its case; several values joined by a comma.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The <c>Authorization</c> header; empty when there was none.</summary>
    public string Authorization => Headers.GetValueOrDefault("Authorization", "");

    /// <summary>The body as it came.</summary>
    public ReadOnlyMemory<byte> BodyBytes { get; }

    /// <summary>The body as JSON.</summary>
    public JsonElement Body => JsonElement.Parse(BodyBytes.Span);

    /// <summary>Completes when the client goes away before the reply has ended.</summary>
    public Task Aborted => _aborted.Task;

    internal void MarkAborted() => _aborted.TrySetResult();
}
