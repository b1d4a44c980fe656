namespace SmoothOperator.Server.Configuration;

/// <summary>How values of one kind are written.</summary>
internal abstract class ValueSyntax<T>
{
    /// <summary>What is allowed, as the rest of "must be …".</summary>
    public abstract string Allowed { get; }

    /// <summary>Reads a trimmed value; otherwise says why not, as the rest of a sentence.</summary>
    public bool TryRead(string text, out T value, out string problem)
    {
        problem = "";
        if (TryRead(text, out value))
            return true;
        problem = Explain(text);
        return false;
    }

    public abstract string Write(T value);

    protected abstract bool TryRead(string text, out T value);

    protected virtual string Explain(string text) => $"must be {Allowed}";
}
