namespace SmoothOperator.Chaos.Histories;

/// <summary>A message as the server keeps it.</summary>
internal sealed record StoredMessage(string Id, bool IsFromUser, string Text);
