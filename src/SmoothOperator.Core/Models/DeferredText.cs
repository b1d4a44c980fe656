using System.Collections;
using Microsoft.Extensions.AI;

namespace SmoothOperator.Models;

/// <summary>The contents of a borrowed update: one text, made only for the consumer that looks at it.</summary>
internal sealed class DeferredText(GatewayTextDelta delta) : IList<AIContent>
{
    private TextContent? _content;

    public int Count => 1;

    public bool IsReadOnly => true;

    private TextContent Content => _content ??= new TextContent(delta.ToString());

    public AIContent this[int index]
    {
        get => index == 0 ? Content : throw new ArgumentOutOfRangeException(nameof(index));
        set => throw ReadOnly();
    }

    public void Reset() => _content = null;

    public IEnumerator<AIContent> GetEnumerator()
    {
        yield return Content;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public int IndexOf(AIContent item) => ReferenceEquals(item, _content) && item is not null ? 0 : -1;

    public bool Contains(AIContent item) => IndexOf(item) == 0;

    public void CopyTo(AIContent[] array, int arrayIndex) => array[arrayIndex] = Content;

    public void Add(AIContent item) => throw ReadOnly();

    public void Clear() => throw ReadOnly();

    public void Insert(int index, AIContent item) => throw ReadOnly();

    public bool Remove(AIContent item) => throw ReadOnly();

    public void RemoveAt(int index) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("The contents of a borrowed update cannot be changed.");
}
