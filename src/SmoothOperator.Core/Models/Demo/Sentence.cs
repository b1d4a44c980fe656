namespace SmoothOperator.Models.Demo;

/// <summary>A sentence of a passage.</summary>
/// <param name="Source">The passage's source.</param>
/// <param name="Heading">The heading it stands under, or empty.</param>
/// <param name="Text">The sentence on one line, without list marks.</param>
internal sealed record Sentence(string Source, string Heading, string Text);
