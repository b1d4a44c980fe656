namespace SmoothOperator.Storage.Memory;

/// <summary>Turns in the order of a time. Times mostly come in order, so a new one finds its place from the end in a step or two.</summary>
internal sealed class TurnIndex
{
    private readonly Lock _gate = new();
    private TurnEntry? _first;
    private TurnEntry? _last;

    public void Add(TurnEntry turn, DateTimeOffset key)
    {
        lock (_gate)
        {
            var before = _last;
            while (before is not null && before.Place.Key > key)
                before = before.Place.Before;
            var after = before is null ? _first : before.Place.After;
            turn.Place = new TurnPlace(this, key, before, after);
            LinkUnsynchronized(before, after, turn, turn);
        }
    }

    /// <returns>False when it was not here any more.</returns>
    public bool Remove(TurnEntry turn)
    {
        lock (_gate)
        {
            if (turn.Place.Index != this)
                return false;
            var (_, _, before, after) = turn.Place;
            turn.Place = default;
            LinkUnsynchronized(before, after, after, before);
            return true;
        }
    }

    /// <summary>The first turns for which <paramref name="wanted"/> holds, ending where <paramref name="until"/> is passed.</summary>
    public List<TurnEntry> Read(DateTimeOffset until, int limit, Func<TurnEntry, bool>? wanted = null)
    {
        var found = new List<TurnEntry>();
        lock (_gate)
        {
            for (var turn = _first; turn is not null && turn.Place.Key <= until && found.Count < limit; turn = turn.Place.After)
            {
                if (wanted is null || wanted(turn))
                    found.Add(turn);
            }
        }

        return found;
    }

    private void LinkUnsynchronized(TurnEntry? before, TurnEntry? after, TurnEntry? first, TurnEntry? last)
    {
        if (before is null)
            _first = first;
        else
            before.Place.After = first;
        if (after is null)
            _last = last;
        else
            after.Place.Before = last;
    }
}
