using System.Buffers;
using System.Collections.Concurrent;

namespace SmoothOperator.Knowledge;

/// <summary>
/// An inverted index and vectors over one tenant's passages. One writer at a time appends; readers never wait: each sees the version that was published when it
/// began, so a replaced document changes at one instant.
/// </summary>
internal sealed class PassageIndex
{
    private readonly ConcurrentDictionary<string, AppendOnlyList<Posting>> _terms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IndexedDocument> _documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<int, VectorColumn> _vectors = new();
    private readonly AppendOnlyList<IndexedPassage> _passages = new();
    private readonly Dictionary<AppendOnlyList<Posting>, int> _frequencies = [];
    private int _documentsHeld;
    private long _version;
    private IndexSize _alive = IndexSize.Empty;

    /// <summary>Passages of replaced and deleted documents, which still take room.</summary>
    public int DeadPassages => _passages.Count - _alive.Passages;

    /// <summary>Passages that searches can find.</summary>
    public int AlivePassages => _alive.Passages;

    public IEnumerable<KnowledgeDocument> Documents => _documents.Select(entry => entry.Value.Document);

    public KnowledgeDocument? Find(string documentId) => _documents.TryGetValue(documentId, out var found) ? found.Document : null;

    public void Put(KnowledgeDocument document, IReadOnlyList<KnowledgeChunk> chunks)
    {
        var next = _version + 1;
        var alive = Retire(document.Id, next);
        var indexed = new IndexedDocument(document, _documentsHeld, next);
        Volatile.Write(ref _documentsHeld, _documentsHeld + 1);
        foreach (var chunk in chunks)
        {
            var number = _passages.Count;
            var words = AddTerms(number, chunk.Text);
            var vector = chunk.Vector is { Length: > 0 } given ? _vectors.GetOrAdd(given.Length, static width => new VectorColumn(width)).Add(number, given.Span) : default;
            _passages.Add(new IndexedPassage(indexed, chunk.Id, chunk.Ordinal, chunk.Text, words, vector));
            indexed.Size = indexed.Size.Plus(new IndexSize(1, words));
        }

        _documents[document.Id] = indexed;
        Publish(next, alive.Plus(indexed.Size));
    }

    public bool Remove(string documentId)
    {
        if (!_documents.ContainsKey(documentId))
            return false;
        var next = _version + 1;
        var alive = Retire(documentId, next);
        _documents.TryRemove(documentId, out _);
        Publish(next, alive);
        return true;
    }

    public KnowledgeCandidates Search(KnowledgeQuery query)
    {
        var version = Volatile.Read(ref _version);
        var alive = Volatile.Read(ref _alive);
        var passages = _passages.Items;
        using var admission = new Admission(query, version, Volatile.Read(ref _documentsHeld));
        var lexical = FindByWords(query, passages, alive, admission);
        var dense = query.VectorRanksOnly ? RankByVector(query, passages, lexical) : FindByVector(query, passages, admission);
        return new KnowledgeCandidates(HitsOf(lexical, passages), HitsOf(dense, passages));
    }

    /// <summary>The same index without the dead passages.</summary>
    public PassageIndex Compacted()
    {
        var chunks = new Dictionary<IndexedDocument, List<KnowledgeChunk>>();
        foreach (var (_, document) in _documents)
            chunks[document] = [];
        foreach (var passage in _passages.Items)
        {
            if (chunks.TryGetValue(passage.Document, out var ofDocument))
                ofDocument.Add(new KnowledgeChunk(passage.Id, passage.Ordinal, passage.Text, passage.Vector));
        }

        var compacted = new PassageIndex();
        foreach (var (document, ofDocument) in chunks.OrderBy(entry => entry.Key.Number))
            compacted.Put(document.Document, ofDocument);
        return compacted;
    }

    /// <summary>Ends the life of the document's current version, if there is one.</summary>
    /// <returns>What is alive without it.</returns>
    private IndexSize Retire(string documentId, long version)
    {
        if (!_documents.TryGetValue(documentId, out var document))
            return _alive;
        document.Died = version;
        return _alive.Minus(document.Size);
    }

    private void Publish(long version, IndexSize alive)
    {
        Volatile.Write(ref _alive, alive);
        Volatile.Write(ref _version, version);
    }

    private int AddTerms(int passage, string text)
    {
        var words = 0;
        var terms = _terms.GetAlternateLookup<ReadOnlySpan<char>>();
        var reader = new WordReader(text, stackalloc char[WordReader.BufferLength]);
        while (reader.MoveNext())
        {
            words++;
            if (StopWords.Contains(reader.Word))
                continue;
            var stem = reader.Word[..PorterStemmer.Stem(reader.Word)];
            if (!terms.TryGetValue(stem, out var postings))
                terms[stem] = postings = new AppendOnlyList<Posting>();
            _frequencies[postings] = _frequencies.GetValueOrDefault(postings) + 1;
        }

        foreach (var (postings, frequency) in _frequencies)
            postings.Add(new Posting(passage, frequency));
        _frequencies.Clear();
        return words;
    }

    private (double Score, int Passage)[] FindByWords(KnowledgeQuery query, ReadOnlySpan<IndexedPassage> passages, IndexSize alive, Admission admission)
    {
        var stems = EnglishAnalyzer.QueryStems(query.Text);
        if (stems.Count == 0 || passages.IsEmpty)
            return [];

        var buffer = ArrayPool<double>.Shared.Rent(passages.Length);
        try
        {
            var scores = buffer.AsSpan(0, passages.Length);
            scores.Clear();
            foreach (var stem in stems)
            {
                if (_terms.TryGetValue(stem, out var postings))
                    Accumulate(scores, postings.Items, passages, alive, admission);
            }

            var best = new TopRanked(query.CandidatesPerLeg);
            for (var number = 0; number < scores.Length; number++)
            {
                if (scores[number] > 0)
                    best.Offer(number, scores[number]);
            }

            return best.Take();
        }
        finally
        {
            ArrayPool<double>.Shared.Return(buffer);
        }
    }

    private static void Accumulate(Span<double> scores, ReadOnlySpan<Posting> postings, ReadOnlySpan<IndexedPassage> passages, IndexSize alive, Admission admission)
    {
        // Passages that came after the query began are at the end.
        while (!postings.IsEmpty && postings[^1].Passage >= passages.Length)
            postings = postings[..^1];

        var containing = 0;
        foreach (var posting in postings)
        {
            if (admission.Exists(passages[posting.Passage].Document))
                containing++;
        }

        var inverseFrequency = Bm25.InverseFrequency(Math.Max(alive.Passages, containing), containing);
        foreach (var posting in postings)
        {
            var passage = passages[posting.Passage];
            if (admission.Admits(passage.Document))
                scores[posting.Passage] += Bm25.Score(inverseFrequency, posting.Frequency, passage.WordCount, alive.AverageWords);
        }
    }

    private (double Score, int Passage)[] FindByVector(KnowledgeQuery query, ReadOnlySpan<IndexedPassage> passages, Admission admission)
    {
        if (DirectionOf(query) is not { } vector || !_vectors.TryGetValue(vector.Length, out var column))
            return [];
        var best = new TopRanked(query.CandidatesPerLeg);
        var rows = column.Passages;
        for (var row = 0; row < rows.Length && rows[row] < passages.Length; row++)
        {
            if (admission.Admits(passages[rows[row]].Document))
                best.Offer(rows[row], vector.CosineWith(column.Row(row)));
        }

        return best.Take();
    }

    private static (double Score, int Passage)[] RankByVector(KnowledgeQuery query, ReadOnlySpan<IndexedPassage> passages, (double Score, int Passage)[] lexical)
    {
        if (DirectionOf(query) is not { } vector)
            return [];
        var best = new TopRanked(query.CandidatesPerLeg);
        foreach (var (_, number) in lexical)
        {
            if (passages[number].Vector.Length == vector.Length)
                best.Offer(number, vector.CosineWith(passages[number].Vector.Span));
        }

        return best.Take();
    }

    private static QueryVector? DirectionOf(KnowledgeQuery query) => query.Vector is { } vector ? QueryVector.TryMake(vector) : null;

    private static ChunkHit[] HitsOf((double Score, int Passage)[] ranked, ReadOnlySpan<IndexedPassage> passages)
    {
        var hits = new ChunkHit[ranked.Length];
        for (var i = 0; i < hits.Length; i++)
            hits[i] = passages[ranked[i].Passage].Found(ranked[i].Score);
        return hits;
    }
}
