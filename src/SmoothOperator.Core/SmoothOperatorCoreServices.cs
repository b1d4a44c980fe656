using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SmoothOperator.Access;
using SmoothOperator.Access.Widgets;
using SmoothOperator.Agents;
using SmoothOperator.Knowledge;
using SmoothOperator.Models;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Memory;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Running;

namespace SmoothOperator;

/// <summary>Composes the heart: turns, knowledge, models and storage, each seam only where the host has not put its own.</summary>
public static class SmoothOperatorCoreServices
{
    /// <summary>Adds the services that every face stands on.</summary>
    /// <param name="services">The application's services.</param>
    public static IServiceCollection AddSmoothOperatorCore(this IServiceCollection services)
    {
        services.AddOptions<KnowledgeOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KnowledgeOptions>, KnowledgeOptionsValidator>());
        services.TryAddSingleton<IStorage>(_ => new MemoryStorage(new MemoryKnowledgeStore()));
        services.TryAddSingleton(provider => provider.GetRequiredService<IStorage>().Knowledge);
        services.TryAddSingleton<IEmbeddingGenerator<string, Embedding<float>>>(_ => new DeterministicEmbeddingGenerator());
        services.TryAddSingleton<KnowledgeRetriever>();
        services.TryAddSingleton<DocumentIndexer>();
        services.TryAddSingleton<IAgentCatalog, EmptyAgentCatalog>();
        services.TryAddSingleton<SessionAccess>();
        services.TryAddSingleton(provider => new WidgetAuthorizer(
            provider.GetService<IWidgetPolicyProvider>(), provider.GetRequiredService<IOptions<SmoothOperatorOptions>>().Value.Widgets.IsStrict, provider.GetRequiredService<TimeProvider>()));
        AddModels(services);
        AddTurns(services);
        return services;
    }

    private static void AddModels(IServiceCollection services)
    {
        services.TryAddSingleton<IGatewayKeyResolver>(provider => new ConfiguredGatewayKeyResolver(provider.GetRequiredService<IOptions<SmoothOperatorOptions>>().Value.Model.GatewayKey));
        services.TryAddSingleton<IChatClientSource>(provider => provider.GetService<IChatClient>() is { } client
            ? new FixedChatClientSource(client)
            : new GatewayChatClientSource(
                provider.GetRequiredService<IGatewayKeyResolver>(),
                new GatewayOptions { BaseUrl = provider.GetRequiredService<IOptions<SmoothOperatorOptions>>().Value.Model.GatewayUrl },
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<GatewayChatClient>>()));
    }

    private static void AddTurns(IServiceCollection services)
    {
        services.TryAddSingleton<Incarnation>();
        services.TryAddSingleton<TurnHub>();
        services.TryAddSingleton<TurnRunner>();
        services.TryAddSingleton(provider => new TurnService(
            provider.GetRequiredService<IStorage>(),
            provider.GetRequiredService<TurnRunner>(),
            provider.GetRequiredService<TurnHub>(),
            provider.GetRequiredService<Incarnation>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TurnService>>()));
        services.AddHostedService<TurnMaintenance>();
    }
}
