namespace SmoothOperator.Chaos.Histories;

/// <summary>Everything that was seen of one run, from outside of the server.</summary>
internal sealed record RunHistory
{
    /// <summary>The order the message is about; no other run has it.</summary>
    public required string Order { get; init; }

    public required string Message { get; init; }

    /// <summary>How the person answers when asked.</summary>
    public required bool Approves { get; init; }

    /// <summary>Frames in the order in which they came, all views.</summary>
    public IReadOnlyList<SeenFrame> Frames { get; init; } = [];

    public IReadOnlyList<HostLife> Lives { get; init; } = [];

    public IReadOnlyList<ToolEffect> Effects { get; init; } = [];

    /// <summary>The conversation at the end, oldest first.</summary>
    public IReadOnlyList<StoredMessage> Messages { get; init; } = [];

    /// <summary>The view that asked a further life of the server for the whole turn, after it had ended; 0 when none did.</summary>
    public int Afterlife { get; init; }

    /// <summary>What a person who watches sees: every view but the afterlife.</summary>
    public IEnumerable<SeenFrame> Watched => Frames.Where(frame => frame.View != Afterlife);

    public SeenFrame? End => Watched.FirstOrDefault(frame => frame.IsTerminal);
}
