namespace SmoothOperator.Bench.Load;

/// <summary>Who is measured: a chat server, or (<paramref name="IsDirect"/>) the gateway itself.</summary>
internal sealed record Target(string Subject, int Port, Script Script, bool IsDirect = false)
{
    public async ValueTask<ITurnSource> ConnectAsync(int index, LatencyHistogram? holdTimes, CancellationToken cancellationToken) => IsDirect
        ? await DirectConnection.ConnectAsync(index, Port, Script, holdTimes, cancellationToken).ConfigureAwait(false)
        : await ChatConnection.ConnectAsync(index, Port, Script, holdTimes, cancellationToken).ConfigureAwait(false);
}
