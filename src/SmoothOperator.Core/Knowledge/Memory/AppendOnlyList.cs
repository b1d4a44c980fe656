namespace SmoothOperator.Knowledge;

/// <summary>A list that one thread at a time appends to while any number read what was there when they asked, without a lock.</summary>
internal sealed class AppendOnlyList<T>
{
    private T[] _items = new T[2];
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>The items appended so far. The count is read before the array, so the array always holds that many.</summary>
    public ReadOnlySpan<T> Items
    {
        get
        {
            var count = Volatile.Read(ref _count);
            return Volatile.Read(ref _items).AsSpan(0, count);
        }
    }

    public void Add(T item)
    {
        var count = _count;
        if (count == _items.Length)
        {
            var larger = new T[count * 2];
            _items.AsSpan().CopyTo(larger);
            Volatile.Write(ref _items, larger);
        }

        _items[count] = item;
        Volatile.Write(ref _count, count + 1);
    }
}
