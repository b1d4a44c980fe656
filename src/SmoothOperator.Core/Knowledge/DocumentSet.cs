namespace SmoothOperator.Knowledge;

/// <summary>A named set of documents, counted from the data.</summary>
/// <param name="Name">The set's name.</param>
/// <param name="DocumentCount">Documents in it.</param>
public sealed record DocumentSet(string Name, int DocumentCount);
