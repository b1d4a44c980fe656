using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using SmoothOperator.Testing;

namespace SmoothOperator.Tests.Wire;

/// <summary>Tells when the server has noticed that a client is gone.</summary>
internal sealed class AbortWatch : IStartupFilter
{
    private readonly TaskCompletionSource _aborted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void AddTo(TestServerSetup setup) => setup.ConfigureServices += services => services.AddSingleton<IStartupFilter>(this);

    public Task AbortedAsync() => _aborted.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, rest) =>
        {
            await using var registration = context.RequestAborted.Register(() => _aborted.TrySetResult());
            await rest(context);
        });
        next(app);
    };
}
