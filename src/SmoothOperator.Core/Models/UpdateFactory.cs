using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>Makes the updates of one reply: new ones, or with <paramref name="borrow"/> one and the same for all plain text.</summary>
internal sealed class UpdateFactory(bool borrow)
{
    private string? _id;
    private string? _model;
    private GatewayTextDelta? _delta;
    private DeferredText? _deferred;
    private ChatResponseUpdate? _borrowed;

    /// <summary>Takes the first id and the first model that the stream names.</summary>
    public void Identify(string? id, string? model)
    {
        _id ??= id;
        _model ??= model;
    }

    public ChatResponseUpdate Of(AIContent content) => Of([content]);

    public ChatResponseUpdate Of(IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ResponseId = _id, ModelId = _model };

    public ChatResponseUpdate OfRaw(ReadOnlyMemory<byte> escapedUtf8)
    {
        if (!borrow)
            return Of(new TextContent(JsonText.Decode(escapedUtf8.Span)));
        _delta ??= new GatewayTextDelta();
        _delta.EscapedUtf8 = escapedUtf8;
        _deferred ??= new DeferredText(_delta);
        _deferred.Reset();
        _borrowed ??= Of(_deferred);
        _borrowed.Contents = _deferred;
        _borrowed.RawRepresentation = _delta;
        return _borrowed;
    }
}
