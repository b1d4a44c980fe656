using Microsoft.Extensions.AI;
using SmoothOperator.Models;

namespace SmoothOperator.Testing;

/// <summary>The model of a set-up as it is at the moment of asking, so that a test may take it away.</summary>
internal sealed class SetupModelSource(TestServerSetup setup) : IChatClientSource
{
    public ValueTask<IChatClient?> GetAsync(string organizationId, CancellationToken cancellationToken) => new(setup.Model);
}
