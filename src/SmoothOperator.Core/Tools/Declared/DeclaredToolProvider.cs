using System.Diagnostics.CodeAnalysis;
using System.Net;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools.Declared;

/// <summary>The tools of a file: the same for every turn. Disposing it closes the connections of its HTTP tools.</summary>
public sealed class DeclaredToolProvider : IToolProvider, IDisposable
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client = CreateClient();

    internal DeclaredToolProvider(IReadOnlyList<DeclaredToolSpecification> specifications, TimeProvider timeProvider) =>
        Tools = [.. specifications.Select(AIFunction (tool) => tool.Http is { } endpoint
            ? new HttpTool(tool, endpoint, _client, timeProvider)
            : new FixedResultTool(tool))];

    /// <summary>The tools, in the order of the file.</summary>
    public IReadOnlyList<AIFunction> Tools { get; }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AIFunction>> GetToolsAsync(ToolContext context, CancellationToken cancellationToken) => new(Tools);

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>The operator's addresses are trusted as written: nothing leads elsewhere, neither a redirect nor a proxy of the environment, and nothing is kept between calls.</summary>
    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns the handler.")]
    private static HttpClient CreateClient() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = ConnectTimeout,
            PooledConnectionLifetime = ConnectionLifetime,
            MaxResponseDrainSize = ToolText.MaxBytes,
        },
        disposeHandler: true)
    { Timeout = Timeout.InfiniteTimeSpan };
}
