using System.Text.Json;
using SmoothOperator.Tools.JsonSchema.Rules;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>Makes nodes of a schema document. Every place is compiled once, so that references may form loops; a queue takes the place of recursion.</summary>
internal sealed class SchemaCompiler(JsonElement root)
{
    private const int MaxInPlaceDepth = 128;

    private readonly Dictionary<string, SchemaNode> _nodes = new(StringComparer.Ordinal);
    private readonly Queue<(SchemaNode Node, JsonElement Schema)> _open = new();

    public JsonElement Root => root;

    public List<SchemaProblem> Problems { get; } = [];

    public SchemaNode Compile()
    {
        var node = NodeAt(root, "");
        try
        {
            while (_open.TryDequeue(out var open))
                Fill(open.Node, open.Schema);
        }
        catch (InvalidOperationException)
        {
            Problems.Add(new("", "holds text that is not well-formed Unicode"));
        }

        ReportLoops();
        return node;
    }

    public SchemaNode? Known(string pointer) => _nodes.GetValueOrDefault(pointer);

    public SchemaNode NodeAt(JsonElement schema, string pointer)
    {
        if (_nodes.TryGetValue(pointer, out var known))
            return known;
        var node = new SchemaNode(pointer);
        _nodes.Add(pointer, node);
        _open.Enqueue((node, schema));
        return node;
    }

    private void Fill(SchemaNode node, JsonElement schema)
    {
        switch (schema.ValueKind)
        {
            case JsonValueKind.True:
                break;
            case JsonValueKind.False:
                node.Rules.Add(new NothingRule());
                break;
            case JsonValueKind.Object:
                Fill(node, new SchemaKeywords(this, schema, node.Pointer));
                break;
            default:
                Problems.Add(new(node.Pointer, "must be a schema: an object, true or false"));
                break;
        }
    }

    private static void Fill(SchemaNode node, SchemaKeywords keywords)
    {
        keywords.SchemaMap("$defs");
        keywords.SchemaMap("definitions");
        node.IsNullable = keywords.Flag("nullable");
        IEnumerable<SchemaRule?> rules =
        [
            TypeRule.Read(keywords), EnumRule.ReadEnum(keywords), EnumRule.ReadConst(keywords), NumberRule.Read(keywords), StringRule.Read(keywords),
            ObjectRule.Read(keywords), ArrayRule.Read(keywords), AllOfRule.ReadReference(keywords), AllOfRule.Read(keywords), AnyOfRule.Read(keywords),
            OneOfRule.Read(keywords), NotRule.Read(keywords),
        ];
        node.Rules.AddRange(rules.OfType<SchemaRule>());
        keywords.ReportLeft();
    }

    private void ReportLoops()
    {
        var heights = new Dictionary<SchemaNode, int>();
        foreach (var node in _nodes.Values)
        {
            if (Height(node, heights, 0) <= MaxInPlaceDepth)
                continue;
            Problems.Add(new(node.Pointer, "refers to itself without end, or nests too deeply"));
            return;
        }
    }

    /// <summary>How many schemas one and the same value is led through below a node; past every limit if they form a loop.</summary>
    private static int Height(SchemaNode node, Dictionary<SchemaNode, int> heights, int depth)
    {
        if (depth > MaxInPlaceDepth)
            return MaxInPlaceDepth + 1;
        if (heights.TryGetValue(node, out var known))
            return known;
        heights[node] = MaxInPlaceDepth + 1;
        var height = 0;
        foreach (var next in node.Rules.SelectMany(rule => rule.InPlace))
            height = Math.Max(height, Math.Min(Height(next, heights, depth + 1), MaxInPlaceDepth) + 1);
        return heights[node] = height;
    }
}
