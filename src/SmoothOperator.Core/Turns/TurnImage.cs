namespace SmoothOperator.Turns;

/// <summary>An image attached to a message.</summary>
/// <param name="Url">A <c>data:</c> or <c>https</c> address.</param>
/// <param name="Detail"><c>low</c>, <c>high</c> or <c>auto</c>; null means the model's default.</param>
public sealed record TurnImage(string Url, string? Detail);
