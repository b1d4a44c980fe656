using System.Text.Json;

namespace SmoothOperator.Tools.JsonSchema;

/// <summary>One check of one value: where it is, what it found, how much work is left.</summary>
internal sealed class SchemaRun
{
    private const int MaxProblems = 5;
    private const int MaxDepth = 256;
    private const int MaxVisits = 500_000;

    private readonly Stack<(string? Name, int Index)> _path = new();
    private int _depth;
    private int _visits;
    private int _quiet;
    private bool _failedQuietly;

    public List<SchemaProblem> Problems { get; } = [];

    public bool IsExhausted { get; private set; }

    private bool IsDecided => IsExhausted || (_quiet > 0 ? _failedQuietly : Problems.Count >= MaxProblems);

    public void Fail(string rule)
    {
        if (_quiet > 0)
            _failedQuietly = true;
        else if (Problems.Count < MaxProblems)
            Problems.Add(new(Pointer(), rule));
    }

    public void Visit(SchemaNode node, JsonElement value)
    {
        if (IsDecided)
            return;
        if (_depth == MaxDepth || ++_visits > MaxVisits)
        {
            IsExhausted = true;
            return;
        }

        _depth++;
        node.Check(value, this);
        _depth--;
    }

    public void Visit(SchemaNode node, JsonElement value, string name) => VisitChild(node, value, (name, 0));

    public void Visit(SchemaNode node, JsonElement value, int index) => VisitChild(node, value, (null, index));

    /// <summary>Whether a value is valid, without telling of problems.</summary>
    public bool Passes(SchemaNode node, JsonElement value)
    {
        var outer = _failedQuietly;
        _failedQuietly = false;
        _quiet++;
        Visit(node, value);
        _quiet--;
        var passed = !_failedQuietly;
        _failedQuietly = outer;
        return passed;
    }

    private void VisitChild(SchemaNode node, JsonElement value, (string? Name, int Index) step)
    {
        _path.Push(step);
        Visit(node, value);
        _path.Pop();
    }

    private string Pointer() => _path.Reverse().Aggregate("", (pointer, step) => JsonPointer.Append(pointer, step.Name ?? $"{step.Index}"));
}
