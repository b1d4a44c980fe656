namespace SmoothOperator.Protocol;

/// <summary>A source of a reply.</summary>
/// <param name="Id">The document.</param>
/// <param name="Title">The document's source.</param>
/// <param name="Url">Where to open it, only when it is on the web.</param>
/// <param name="Snippet">The passage, shortened.</param>
/// <param name="Score">How close it is; written as 0 when it is not a number that JSON has.</param>
public sealed record FrameCitation(string Id, string Title, string? Url, string Snippet, double Score);
