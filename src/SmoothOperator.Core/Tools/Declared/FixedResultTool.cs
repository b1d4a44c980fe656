using Microsoft.Extensions.AI;

namespace SmoothOperator.Tools.Declared;

/// <summary>Always answers the same.</summary>
internal sealed class FixedResultTool(DeclaredToolSpecification specification) : DeclaredTool(specification)
{
    private readonly string _result = specification.Result!;

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken) => new(_result);
}
