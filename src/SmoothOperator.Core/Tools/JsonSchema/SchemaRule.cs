using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>One demand of a schema on a value. A rule about another kind of value says nothing.</summary>
internal abstract class SchemaRule
{
    /// <summary>Schemas that the same value must be held against; a loop through them would never end.</summary>
    public virtual IReadOnlyList<SchemaNode> InPlace => [];

    public abstract void Check(JsonElement value, SchemaRun run);
}
