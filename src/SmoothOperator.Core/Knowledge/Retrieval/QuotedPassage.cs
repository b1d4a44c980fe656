namespace SmoothOperator.Knowledge;

/// <summary>A passage as the model is given it.</summary>
/// <param name="Source">Its document's source.</param>
/// <param name="Text">The passage.</param>
public sealed record QuotedPassage(string Source, string Text);
