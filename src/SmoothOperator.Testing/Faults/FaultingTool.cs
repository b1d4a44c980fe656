using Microsoft.Extensions.AI;

namespace SmoothOperator.Testing.Faults;

/// <summary>A tool that fails as planned, before its effect or after it.</summary>
/// <param name="inner">The tool that does the work.</param>
/// <param name="plan">What goes wrong.</param>
public sealed class FaultingTool(AIFunction inner, FaultPlan plan) : DelegatingAIFunction(inner)
{
    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) =>
        await plan.AroundAsync(FaultSteps.Tool(Name), () => base.InvokeCoreAsync(arguments, cancellationToken).AsTask(), cancellationToken);
}
