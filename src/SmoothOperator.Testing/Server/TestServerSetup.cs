using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using SmoothOperator.Storage;

namespace SmoothOperator.Testing;

/// <summary>What a <see cref="TestServer"/> is made of. Everything has a default: an empty storage in memory, a scripted model without a script, no tools, no documents, the real clock.</summary>
public sealed class TestServerSetup
{
    /// <summary>The model, or null for a server that has none.</summary>
    public IChatClient? Model { get; set; } = new ScriptedChatClient();

    /// <summary>The server's clock, or null for the real one. Frames are paced and steps are retried by it, too.</summary>
    public FakeTimeProvider? Clock { get; set; }

    /// <summary>The storage, which stays the caller's: two servers may follow each other on one. Null for a fresh one in memory.</summary>
    public IStorage? Storage { get; set; }

    /// <summary>Tools of the host.</summary>
    public IList<AIFunction> Tools { get; } = [];

    /// <summary>Parts of names of tools that a person must approve.</summary>
    public IList<string> ConfirmTools { get; } = [];

    /// <summary>Documents of the organization <c>reference-org</c>: the source, which is also the id, and the content.</summary>
    public IList<(string Source, string Content)> Documents { get; } = [];

    /// <summary>Further options. Running turns are not waited for at the end, unless this says otherwise.</summary>
    public Action<SmoothOperatorOptions>? Configure { get; set; }

    /// <summary>Further services, registered before the server's own, so that they win.</summary>
    public Action<IServiceCollection>? ConfigureServices { get; set; }
}
