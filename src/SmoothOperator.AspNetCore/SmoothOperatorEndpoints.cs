using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmoothOperator.AspNetCore.Faces.WebSockets;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps Smooth Operator into an application.</summary>
public static class SmoothOperatorEndpoints
{
    /// <summary>Maps the WebSocket endpoint at <paramref name="path"/> and <c>GET /health</c>, which answers <c>ok</c> without touching anything.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">Where clients connect.</param>
    public static IEndpointRouteBuilder MapSmoothOperator(this IEndpointRouteBuilder endpoints, string path = "/ws")
    {
        var face = endpoints.ServiceProvider.GetRequiredService<WebSocketEndpoint>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.Use(next => context => face.PrepareAsync(context, next));

        // The framework would keep a timer for each socket; the registry pings them all.
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        pipeline.Run(face.HandleAsync);
        endpoints.Map(path, pipeline.Build()).WithDisplayName("Smooth Operator WebSocket");
        endpoints.MapGet("/health", static () => Results.Text("ok")).WithDisplayName("Health");
        return endpoints;
    }
}
