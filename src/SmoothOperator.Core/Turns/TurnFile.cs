namespace SmoothOperator.Turns;

/// <summary>A file attached to a message.</summary>
/// <param name="Name">1 to 255 characters.</param>
/// <param name="MimeType">Its type as the client named it, or null.</param>
/// <param name="Url">Where its bytes are; usually a <c>data:</c> address.</param>
public sealed record TurnFile(string Name, string? MimeType, string Url);
