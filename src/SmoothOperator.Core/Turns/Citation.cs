namespace SmoothOperator.Turns;

/// <summary>A document an answer rests on.</summary>
/// <param name="Id">The document's id.</param>
/// <param name="Title">The document's source.</param>
/// <param name="Url">The source when it is an http or https address, else null.</param>
/// <param name="Snippet">The passage, at most 280 characters and an ellipsis.</param>
/// <param name="Score">Relevance, 0 to 1.</param>
public sealed record Citation(string Id, string Title, string? Url, string Snippet, double Score);
