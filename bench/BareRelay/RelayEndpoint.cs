using Microsoft.AspNetCore.Http.Features;

namespace SmoothOperator.Bench.Relay;

/// <summary>The two paths: <c>/health</c> and <c>/ws</c>, upgraded by hand.</summary>
internal static class RelayEndpoint
{
    public static Task HandleAsync(HttpContext context) => context.Request.Path.Value switch
    {
        "/health" => context.Response.WriteAsync("ok", context.RequestAborted),
        "/ws" => UpgradeAsync(context),
        _ => RejectAsync(context, StatusCodes.Status404NotFound),
    };

    private static async Task UpgradeAsync(HttpContext context)
    {
        var upgrade = context.Features.Get<IHttpUpgradeFeature>();
        var key = context.Request.Headers.SecWebSocketKey.ToString();
        if (upgrade is not { IsUpgradableRequest: true } || key.Length == 0)
        {
            await RejectAsync(context, StatusCodes.Status400BadRequest).ConfigureAwait(false);
            return;
        }

        context.Response.Headers.SecWebSocketAccept = WebSocketKey.Accept(key);
        context.Response.Headers.Upgrade = "websocket";
        await using var stream = await upgrade.UpgradeAsync().ConfigureAwait(false);
        var connection = new RelayConnection(stream, context.RequestServices.GetRequiredService<GatewayClient>());
        try
        {
            await connection.RunAsync(context.RequestAborted).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The client reset its socket: there is nobody left to answer.
        }
    }

    private static Task RejectAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
