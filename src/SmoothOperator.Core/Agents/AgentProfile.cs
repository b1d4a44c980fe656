namespace SmoothOperator.Agents;

/// <summary>How one agent differs from the server's defaults. Null or empty means the default.</summary>
public sealed record AgentProfile
{
    /// <summary>The system prompt of this agent.</summary>
    public string? Instructions { get; init; }

    /// <summary>An addendum about tone, used only together with <see cref="Instructions"/>.</summary>
    public string? Personality { get; init; }

    /// <summary>How the agent greets; given to the model on the first turn of a conversation.</summary>
    public string? Greeting { get; init; }

    /// <summary>The model id.</summary>
    public string? Model { get; init; }

    /// <summary>Model calls a turn may make, 1 to 64.</summary>
    public int? MaxIterations { get; init; }

    /// <summary>Names of the tools this agent may use, built-in ones included; null means all, an empty list none.</summary>
    public IReadOnlyList<string>? Tools { get; init; }

    /// <summary>Document sets this agent may read; null means all, an empty list none.</summary>
    public IReadOnlyList<string>? DocumentSets { get; init; }
}
