using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using SmoothOperator;
using SmoothOperator.Access.Widgets;
using SmoothOperator.Agents;
using SmoothOperator.AspNetCore.Faces.WebSockets;
using SmoothOperator.AspNetCore.Faces.WebSockets.Actions;
using SmoothOperator.Models;
using SmoothOperator.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Smooth Operator to an application's services.</summary>
public static class SmoothOperatorServices
{
    /// <summary>
    /// Adds everything a chat server needs. Each seam is added only if the application has not registered its own: <see cref="IStorage"/> (default: this process's memory),
    /// <see cref="IChatClientSource"/> (default: a registered <see cref="IChatClient"/>, else the gateway of the options), <see cref="IEmbeddingGenerator{TInput,TEmbedding}"/>, <see cref="IAgentCatalog"/>,
    /// <see cref="IWidgetPolicyProvider"/>, <see cref="IGatewayKeyResolver"/>, <see cref="TimeProvider"/>. Every registered <see cref="SmoothOperator.Tools.IToolProvider"/> is asked for tools.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Sets options; they are validated when the application starts.</param>
    public static IServiceCollection AddSmoothOperator(this IServiceCollection services, Action<SmoothOperatorOptions>? configure = null)
    {
        var options = services.AddOptions<SmoothOperatorOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SmoothOperatorOptions>, SmoothOperatorOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.AddLogging();
        services.AddSmoothOperatorCore();
        AddFace(services);
        return services;
    }

    private static void AddFace(IServiceCollection services)
    {
        services.TryAddEnumerable(
        [
            ServiceDescriptor.Singleton<IActionHandler, PingHandler>(),
            ServiceDescriptor.Singleton<IActionHandler, CreateSessionHandler>(),
            ServiceDescriptor.Singleton<IActionHandler, GetSessionHandler>(),
            ServiceDescriptor.Singleton<IActionHandler, GetMessagesHandler>(),
            ServiceDescriptor.Singleton<IActionHandler, SendMessageHandler>(),
            ServiceDescriptor.Singleton<IActionHandler, ConfirmToolActionHandler>(),
            ServiceDescriptor.Singleton<IActionHandler, CancelHandler>(),
            ServiceDescriptor.Singleton<IActionHandler, ResumeStreamHandler>(),
        ]);
        services.TryAddSingleton<ActionDispatcher>();
        services.TryAddSingleton<WebSocketEndpoint>();
        services.TryAddSingleton<ConnectionRegistry>();
        services.AddHostedService(provider => provider.GetRequiredService<ConnectionRegistry>());
    }
}
