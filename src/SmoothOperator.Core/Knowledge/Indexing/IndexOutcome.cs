namespace SmoothOperator.Knowledge;

/// <summary>What indexing a document came to.</summary>
public enum IndexOutcome
{
    /// <summary>It is stored already, just so.</summary>
    Unchanged,

    /// <summary>It was stored, in place of an earlier version if there was one.</summary>
    Indexed,
}
