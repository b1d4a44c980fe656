using Polly;
using Polly.Retry;

namespace SmoothOperator.Models;

/// <summary>Makes a call again that failed before its first update.</summary>
internal static class GatewayRetry
{
    public static ResiliencePipeline<GatewayReply> Create(GatewayOptions options, TimeProvider time, Action<int, TimeSpan, ModelException> onRetry)
    {
        var pipeline = new ResiliencePipelineBuilder<GatewayReply> { TimeProvider = time };
        if (options.MaxRetries == 0)
            return pipeline.Build();
        return pipeline.AddRetry(new RetryStrategyOptions<GatewayReply>
        {
            MaxRetryAttempts = options.MaxRetries,
            Delay = options.RetryDelay,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            MaxDelay = options.MaxRetryAfter,
            ShouldHandle = attempt => ValueTask.FromResult(
                attempt.Outcome.Exception is ModelException { IsTransient: true } e && !(e.RetryAfter > options.MaxRetryAfter)),
            DelayGenerator = attempt => ValueTask.FromResult((attempt.Outcome.Exception as ModelException)?.RetryAfter),
            OnRetry = attempt =>
            {
                onRetry(attempt.AttemptNumber + 1, attempt.RetryDelay, (ModelException)attempt.Outcome.Exception!);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }
}
