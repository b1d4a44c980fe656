namespace SmoothOperator.Turns.Events;

/// <summary>What a piece of text belongs to.</summary>
public enum TextKind
{
    /// <summary>The answer.</summary>
    Answer,

    /// <summary>The model's reasoning, which is never part of the answer.</summary>
    Reasoning,
}
