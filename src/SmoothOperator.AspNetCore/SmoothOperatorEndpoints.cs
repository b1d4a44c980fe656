using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SmoothOperator.AspNetCore.Faces.WebSockets;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps Smooth Operator into an application.</summary>
public static class SmoothOperatorEndpoints
{
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(60);

    /// <summary>Maps the WebSocket endpoint at <paramref name="path"/> and <c>GET /health</c>, which answers <c>ok</c> without touching anything.</summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="path">Where clients connect.</param>
    public static IEndpointRouteBuilder MapSmoothOperator(this IEndpointRouteBuilder endpoints, string path = "/ws")
    {
        var face = endpoints.ServiceProvider.GetRequiredService<WebSocketEndpoint>();
        var pipeline = endpoints.CreateApplicationBuilder();
        pipeline.Use(next => context => face.PrepareAsync(context, next));
        pipeline.UseWebSockets(new WebSocketOptions { KeepAliveInterval = PingEvery, KeepAliveTimeout = PingEvery });
        pipeline.Run(face.HandleAsync);
        endpoints.Map(path, pipeline.Build()).WithDisplayName("Smooth Operator WebSocket");
        endpoints.MapGet("/health", static () => Results.Text("ok")).WithDisplayName("Health");
        return endpoints;
    }
}
