using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>Makes the updates of one reply.</summary>
/// <param name="source">Knows the reply's id and model.</param>
/// <param name="borrow">Whether one and the same update is given for all plain text, instead of new ones.</param>
internal sealed class UpdateFactory(CompletionEvent source, bool borrow)
{
    private GatewayTextDelta? _delta;
    private DeferredText? _deferred;
    private ChatResponseUpdate? _borrowed;

    public ChatResponseUpdate Of(AIContent content) => Of([content]);

    public ChatResponseUpdate Of(IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ResponseId = source.Id, ModelId = source.Model };

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
