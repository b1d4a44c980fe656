using Microsoft.AspNetCore.Http;

namespace SmoothOperator.Testing;

/// <summary>One request and the reply being played to it.</summary>
internal sealed class StubExchange(HttpContext context, TimeProvider time, CancellationToken aborted)
{
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        await context.Response.BodyWriter.WriteAsync(bytes, aborted);
    }

    public Task WaitAsync(Task gate) => gate.WaitAsync(aborted);

    public async Task DelayAsync(TimeSpan delay)
    {
        await context.Response.BodyWriter.FlushAsync(aborted);
        await Task.Delay(delay, time, aborted);
    }

    public void Abort() => context.Abort();
}
