using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Storage.Memory;

/// <summary>A turn and its steps, guarded by its conversation's gate. It is a member of one index and of its conversation's chain, without further objects for either.</summary>
internal sealed class TurnEntry(ConversationEntry conversation, SessionEntry session, TurnHead head, TurnStep started, bool isDeduplicated)
{
    public ConversationEntry Conversation { get; } = conversation;

    public SessionEntry Session { get; } = session;

    public bool IsDeduplicated { get; } = isDeduplicated;

    public TurnHead Head { get; set; } = head;

    /// <summary>Never changed in place: a reader keeps what it was given.</summary>
    public TurnStep[] Steps { get; private set; } = [started];

    public TurnEntry? Earlier { get; private set; }

    public TurnEntry? Later { get; private set; }

    /// <summary>Of <see cref="TurnIndex"/> and guarded by its gate.</summary>
    public TurnPlace Place;

    public void AddSteps(IReadOnlyList<TurnStep> steps) => Steps = [.. Steps, .. steps];

    public void Link()
    {
        Earlier = Conversation.Newest;
        if (Earlier is not null)
            Earlier.Later = this;
        Conversation.Newest = this;
    }

    public void Unlink()
    {
        if (Earlier is not null)
            Earlier.Later = Later;
        if (Later is not null)
            Later.Earlier = Earlier;
        else
            Conversation.Newest = Earlier;
    }
}
