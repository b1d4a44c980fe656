namespace SmoothOperator.Protocol;

/// <summary>A file of a message.</summary>
/// <param name="Name">Its name, 1 to 255 characters.</param>
/// <param name="MimeType">Its media type, at most 255 characters, or absent.</param>
/// <param name="Url">Where it is, or a <c>data:</c> URL that holds it; as sent, never empty.</param>
public sealed record FrameFile(string Name, string? MimeType, string Url);
