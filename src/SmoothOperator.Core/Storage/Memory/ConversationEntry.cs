using SmoothOperator.Conversations;

namespace SmoothOperator.Storage.Memory;

/// <summary>A conversation with its log; everything but <see cref="Gate"/> is read and written with the gate held.</summary>
internal sealed class ConversationEntry(Conversation row)
{
    private readonly List<Message> _messages = [];

    public Lock Gate { get; } = new();

    public Conversation Row { get; private set; } = row;

    public Participant[] Participants { get; private set; } = [];

    /// <summary>The turn that has not ended, if there is one.</summary>
    public TurnEntry? Unfinished { get; set; }

    /// <summary>The turn begun last; the others follow by <see cref="TurnEntry.Earlier"/>.</summary>
    public TurnEntry? Newest { get; set; }

    public void Join(Participant user, Participant agent) => Participants =
    [
        .. Participants,
        user with { ConversationId = Row.Id, OrganizationId = Row.OrganizationId },
        agent with { ConversationId = Row.Id, OrganizationId = Row.OrganizationId },
    ];

    public void Append(Message message) => _messages.Add(message);

    public void Touch(DateTimeOffset at) => Row = Row with { UpdatedAt = at };

    public MessagePage? ReadMessages(string? beforeMessageId, int limit)
    {
        var end = beforeMessageId is null
            ? _messages.Count
            : _messages.FindLastIndex(message => string.Equals(message.Id, beforeMessageId, StringComparison.Ordinal));
        if (end < 0)
            return null;
        var page = new Message[Math.Min(limit, end)];
        for (var i = 0; i < page.Length; i++)
            page[i] = _messages[end - 1 - i];
        return new MessagePage(page, end > page.Length);
    }

    public TurnEntry? FindTurn(string requestId)
    {
        var turn = Newest;
        while (turn is not null && !string.Equals(turn.Head.RequestId, requestId, StringComparison.Ordinal))
            turn = turn.Earlier;
        return turn;
    }

    public TurnEntry? FindDuplicate(string requestId, DateTimeOffset since)
    {
        for (var turn = Newest; turn is not null; turn = turn.Earlier)
        {
            if (turn.IsDeduplicated && turn.Head.StartedAt >= since && string.Equals(turn.Head.RequestId, requestId, StringComparison.Ordinal))
                return turn;
        }

        return null;
    }
}
