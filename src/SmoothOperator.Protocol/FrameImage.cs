namespace SmoothOperator.Protocol;

/// <summary>An image of a message.</summary>
/// <param name="Url">Where it is, or a <c>data:</c> URL that holds it; as sent, never empty.</param>
/// <param name="Detail"><c>low</c>, <c>high</c>, <c>auto</c> or absent.</param>
public sealed record FrameImage(string Url, string? Detail);
