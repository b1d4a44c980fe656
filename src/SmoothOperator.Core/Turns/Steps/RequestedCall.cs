namespace SmoothOperator.Turns.Steps;

/// <summary>A tool call the model asked for.</summary>
/// <param name="CallId">The model's id of the call, unique within the turn.</param>
/// <param name="Name">The tool's name.</param>
/// <param name="Arguments">The arguments as the model wrote them, unaltered.</param>
public sealed record RequestedCall(string CallId, string Name, string Arguments);
