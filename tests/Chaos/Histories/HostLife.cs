namespace SmoothOperator.Chaos.Histories;

/// <summary>One life of the server, since the run began.</summary>
/// <param name="StartedAt">When its process was started.</param>
/// <param name="DiedAt">When it was found dead.</param>
internal sealed record HostLife(TimeSpan StartedAt, TimeSpan? DiedAt);
