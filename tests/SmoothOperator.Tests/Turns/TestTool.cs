using System.Collections.Concurrent;
using Microsoft.Extensions.AI;
using SmoothOperator.Tools;

namespace SmoothOperator.Tests.Turns;

/// <summary>A tool that counts its calls.</summary>
internal sealed class TestTool(string name, ToolTraits traits, Func<string>? run = null) : AIFunction
{
    private readonly ConcurrentQueue<string> _keys = new();
    private readonly Dictionary<string, object?> _properties = new(StringComparer.Ordinal) { [ToolTraits.Key] = traits };

    public override string Name => name;

    public override IReadOnlyDictionary<string, object?> AdditionalProperties => _properties;

    /// <summary>The idempotency key of each call.</summary>
    public IReadOnlyList<string> Keys => [.. _keys];

    public static TestTool Writer(string name = "write", Func<string>? run = null) => new(name, ToolTraits.Default, run);

    public static TestTool Idempotent(string name = "put", Func<string>? run = null) => new(name, new ToolTraits { IsIdempotent = true }, run);

    public static TestTool Gated(string name = "pay", Func<string>? run = null) => new(name, new ToolTraits { RequiresConfirmation = true }, run);

    public static TestTool Reader(string name = "look", Func<string>? run = null) => new(name, ToolTraits.BuiltInReader, run);

    protected override ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        _keys.Enqueue(ToolCallContext.Of(arguments)!.IdempotencyKey);
        return new(run?.Invoke() ?? name + " done");
    }
}
