using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;
using SmoothOperator.Access;
using SmoothOperator.Storage;
using SmoothOperator.Tools;

namespace SmoothOperator.Knowledge;

/// <summary>
/// The tool <c>knowledge_search</c>: lets a model search the knowledge on behalf of one reader. Made for each turn. Returns a <see cref="ToolResult"/>; throws
/// <see cref="ToolException"/> for bad arguments and when the store fails.
/// </summary>
/// <param name="retriever">Searches.</param>
/// <param name="reader">Who asks.</param>
/// <param name="scope">Where to search; null means everything the reader may see.</param>
public sealed class KnowledgeSearchTool(KnowledgeRetriever retriever, AccessContext reader, KnowledgeScope? scope = null) : AIFunction
{
    /// <summary>The tool's name.</summary>
    public const string ToolName = "knowledge_search";

    private const int DefaultLimit = 3;
    private const int MaxLimit = 10;

    private static readonly Dictionary<string, object?> Properties = new(StringComparer.Ordinal) { [ToolTraits.Key] = ToolTraits.BuiltInReader };

    private static readonly JsonElement Schema = JsonElement.Parse(
        """
        {
          "type": "object",
          "properties": {
            "query": { "type": "string", "description": "What to look for, in a few words or as a question." },
            "limit": { "type": "integer", "minimum": 1, "maximum": 10, "default": 3, "description": "Passages wanted." }
          },
          "required": ["query"],
          "additionalProperties": false
        }
        """);

    /// <inheritdoc/>
    public override string Name => ToolName;

    /// <inheritdoc/>
    public override string Description => "Searches the knowledge base and returns the passages that fit best, each with its source.";

    /// <inheritdoc/>
    public override JsonElement JsonSchema => Schema;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, object?> AdditionalProperties => Properties;

    /// <inheritdoc/>
    protected override async ValueTask<object?> InvokeCoreAsync(AIFunctionArguments arguments, CancellationToken cancellationToken)
    {
        var query = ReadQuery(arguments);
        var limit = ReadLimit(arguments);
        IReadOnlyList<RetrievedPassage> passages;
        try
        {
            passages = await retriever.RetrieveAsync(reader, query, limit, scope ?? KnowledgeScope.Everything, cancellationToken);
        }
        catch (StorageException failure)
        {
            throw new ToolException("The knowledge base cannot be searched at the moment.", failure);
        }

        if (passages.Count == 0)
            return new ToolResult($"Nothing in the knowledge base matches \"{query}\".", []);
        var heading = string.Create(CultureInfo.InvariantCulture, $"{passages.Count} {(passages.Count == 1 ? "passage" : "passages")} for \"{query}\":");
        return new ToolResult($"{heading}\n{KnowledgeContext.Render(passages)}", [.. passages.Select(CitationBuilder.Cite)]);
    }

    private static string ReadQuery(AIFunctionArguments arguments)
    {
        var query = arguments.GetValueOrDefault("query") switch
        {
            string text => text,
            JsonElement { ValueKind: JsonValueKind.String } text => text.GetString(),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(query) ? throw new ToolException($"{ToolName} needs 'query': a text that is not blank.") : query.Trim();
    }

    private static int ReadLimit(AIFunctionArguments arguments)
    {
        double? limit = arguments.GetValueOrDefault("limit") switch
        {
            null or JsonElement { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => DefaultLimit,
            JsonElement { ValueKind: JsonValueKind.Number } number => number.TryGetDouble(out var value) ? value : null,
            int number => number,
            long number => number,
            double number => number,
            _ => null,
        };
        if (limit is not { } wanted || double.IsNaN(wanted))
            throw new ToolException($"{ToolName} takes 'limit' as a whole number from 1 to {MaxLimit}.");
        return (int)Math.Clamp(wanted, 1, MaxLimit);
    }
}
