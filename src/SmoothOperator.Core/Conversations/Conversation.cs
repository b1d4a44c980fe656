namespace SmoothOperator.Conversations;

/// <summary>A conversation: the durable thing that sessions open and messages belong to.</summary>
public sealed record Conversation
{
    /// <summary>A UUID, lower-case with hyphens.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant that owns it.</summary>
    public required string OrganizationId { get; init; }

    /// <summary>Its name; <c>Session &lt;sessionId&gt;</c> until it is given a title.</summary>
    public required string Name { get; init; }

    /// <summary>Where it takes place; <c>web</c> for the chat protocol.</summary>
    public string Platform { get; init; } = "web";

    /// <summary>Unique within the tenant; creating again under the same key changes nothing.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>The client's metadata as JSON text, or null.</summary>
    public string? MetadataJson { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When something last happened in it, UTC.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }
}
