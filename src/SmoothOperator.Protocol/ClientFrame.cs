namespace SmoothOperator.Protocol;

/// <summary>
/// What a client sent, of whatever action, flat. A field is <see langword="null"/> when the frame has it not, has it as <c>null</c>, or has it with the
/// wrong JSON type. Nothing here points into the buffer the frame was read from.
/// </summary>
public sealed class ClientFrame
{
    /// <summary>One of <see cref="ActionNames"/>, or something else.</summary>
    public string? Action { get; set; }

    /// <summary>The client's name for the request; events that belong to it repeat it.</summary>
    public string? RequestId { get; set; }

    /// <summary>The session the action concerns.</summary>
    public string? SessionId { get; set; }

    /// <summary>The agent to talk to, untrimmed.</summary>
    public string? AgentId { get; set; }

    /// <summary>The visitor's display name. Contact data, never identity.</summary>
    public string? UserName { get; set; }

    /// <summary>The visitor's e-mail. Contact data, never identity.</summary>
    public string? UserEmail { get; set; }

    /// <summary>The browser's fingerprint, as the client made it.</summary>
    public string? BrowserFingerprint { get; set; }

    /// <summary>The conversation to resume.</summary>
    public string? ConversationId { get; set; }

    /// <summary>The user's message, untrimmed.</summary>
    public string? Message { get; set; }

    /// <summary>The model for this turn.</summary>
    public string? Model { get; set; }

    /// <summary>The skill for this turn.</summary>
    public string? Skill { get; set; }

    /// <summary>Where a page of history begins.</summary>
    public string? Cursor { get; set; }

    /// <summary>Which approval an answer is for.</summary>
    public string? ApprovalId { get; set; }

    /// <summary>Whether the turn's increments are wanted.</summary>
    public bool? Stream { get; set; }

    /// <summary>The answer to an approval.</summary>
    public bool? Approved { get; set; }

    /// <summary>How many entries a page may hold.</summary>
    public JsonInteger Limit { get; set; }

    /// <summary>The epoch of the turn's telling that <see cref="AfterSeq"/> counts in.</summary>
    public JsonInteger Epoch { get; set; }

    /// <summary>The last event of the turn that the client has.</summary>
    public JsonInteger AfterSeq { get; set; }

    /// <summary>The declared <see cref="Capabilities"/>, known or not. Absent differs from empty.</summary>
    public IReadOnlyList<string>? Supports { get; set; }

    /// <summary><c>metadata</c> as the JSON text that was sent; empty when absent.</summary>
    public ReadOnlyMemory<byte> Metadata { get; set; }

    /// <summary>The signed user; not <see langword="null"/> whenever the frame has the field, in any form.</summary>
    public FrameAuthContext? AuthContext { get; set; }

    /// <summary>The message's images; malformed ones are left out.</summary>
    public IReadOnlyList<FrameImage>? Images { get; set; }

    /// <summary>The message's files; malformed ones are left out.</summary>
    public IReadOnlyList<FrameFile>? Files { get; set; }
}
