using SmoothOperator.Storage.Sqlite.Conversations;
using SmoothOperator.Storage.Sqlite.Engine;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Storage.Sqlite.Turns;

internal sealed class SqliteTurnStore(SqliteDatabase database) : ITurnStore
{
    public Task<TurnBeginResult> BeginAsync(TurnBegin begin, CancellationToken cancellationToken)
    {
        var body = TurnRows.Serialize([begin.Started]);
        return database.WriteAsync(connection => Begin(connection, begin, body), cancellationToken);
    }

    public Task<TurnWriteOutcome> AppendAsync(TurnWrite write, CancellationToken cancellationToken)
    {
        var bodies = TurnRows.Serialize(write.Steps);
        return database.WriteAsync(connection => Write(connection, write, bodies, Start(connection, TurnSql.Append, write)), cancellationToken);
    }

    public Task<TurnWriteOutcome> ParkAsync(TurnWrite write, TurnPark park, CancellationToken cancellationToken)
    {
        var bodies = TurnRows.Serialize(write.Steps);
        return database.WriteAsync(
            connection => Write(connection, write, bodies, Start(connection, TurnSql.Park, write).Add(park.CallId).Add(park.ApprovalId).Add(park.Deadline)),
            cancellationToken);
    }

    public Task<TurnHead?> ResolveAsync(ParkAnswer answer, CancellationToken cancellationToken)
    {
        var body = TurnRows.Serialize([answer.Resolved]);
        return database.WriteAsync(connection => Resolve(connection, answer, body), cancellationToken);
    }

    public Task<TurnHead?> ClaimAsync(string turnId, long lease, string newOwner, CancellationToken cancellationToken) => database.WriteAsync(
        connection => Happened(connection.Use(TurnSql.Claim).Add(newOwner).Add(turnId).Add(lease)) ? TurnRows.Find(connection, TurnSql.ById, turnId) : null,
        cancellationToken);

    public Task<TurnWriteOutcome> EndAsync(TurnEnding ending, CancellationToken cancellationToken)
    {
        var bodies = TurnRows.Serialize(ending.Write.Steps);
        return database.WriteAsync(connection => End(connection, ending, bodies), cancellationToken);
    }

    public Task<bool> RequestCancelAsync(string turnId, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => Happened(connection.Use(TurnSql.RequestCancel).Add(turnId)), cancellationToken);

    public Task<bool> RaiseEpochAsync(string turnId, long lease, int epoch, long lastSeq, CancellationToken cancellationToken) => database.WriteAsync(
        connection => Happened(connection.Use(TurnSql.RaiseEpoch).Add(epoch).Add(lastSeq).Add(turnId).Add(lease)), cancellationToken);

    public Task<TurnHead?> GetAsync(string turnId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => TurnRows.Find(connection, TurnSql.ById, turnId), cancellationToken);

    public Task<TurnHead?> GetUnfinishedAsync(string conversationId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => TurnRows.Find(connection, TurnSql.Unfinished, conversationId), cancellationToken);

    public Task<TurnHead?> GetNewestAsync(string conversationId, string? requestId, CancellationToken cancellationToken) => database.ReadAsync(
        connection => TurnRows.Find(connection, requestId is null ? TurnSql.Newest : TurnSql.NewestOfRequest, conversationId, requestId), cancellationToken);

    public Task<IReadOnlyList<TurnStep>> ReadStepsAsync(string turnId, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => TurnRows.ReadSteps(connection, turnId), cancellationToken);

    public Task<IReadOnlyList<TurnHead>> ListRunningOfOthersAsync(string owner, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var query = connection.Use(TurnSql.RunningOfOthers).Add(owner).Add(limit);
            return TurnRows.ReadAll(query);
        },
        cancellationToken);

    public Task<IReadOnlyList<TurnHead>> ListDueParksAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken) => database.ReadAsync(
        connection =>
        {
            using var query = connection.Use(TurnSql.DueParks).Add(now).Add(limit);
            return TurnRows.ReadAll(query);
        },
        cancellationToken);

    public Task<int> PruneAsync(DateTimeOffset endedBefore, int limit, CancellationToken cancellationToken) => database.WriteAsync(
        connection =>
        {
            connection.Use(TurnSql.Prune).Add(endedBefore).Add(limit).Run();
            return connection.Changes;
        },
        cancellationToken);

    private static TurnBeginResult Begin(SqliteConnection connection, TurnBegin begin, byte[][] body)
    {
        var head = begin.Head;
        if (begin.DeduplicateSince is { } since)
        {
            using var query = connection.Use(TurnSql.Duplicate).Add(head.ConversationId).Add(head.RequestId).Add(since);
            if (query.Read())
                return new TurnBeginResult(TurnBeginOutcome.Duplicate, TurnRows.ReadHead(query));
        }

        using (var insert = connection.Use(TurnSql.Insert)
            .Add(head.Id).Add(head.ConversationId).Add(head.SessionId).Add(head.RequestId).Add(begin.DeduplicateSince is not null)
            .Add(head.Owner).Add(head.Lease).Add(head.Epoch).Add(head.LastSeq).Add(head.StartedAt))
        {
            if (insert.Read())
            {
                TurnRows.InsertSteps(connection, insert.GetLong(0), 1, body);
                ConversationRows.Append(connection, insert.GetLong(2), begin.Message);
                ConversationRows.Count(connection, insert.GetLong(1), insert.GetLong(2), messages: 1, tokens: 0, begin.Message.CreatedAt);
                return new TurnBeginResult(TurnBeginOutcome.Begun, head);
            }
        }

        return TurnRows.Find(connection, TurnSql.Unfinished, head.ConversationId) is { } unfinished
            ? new TurnBeginResult(TurnBeginOutcome.Busy, unfinished)
            : throw new StorageException("The turn's session does not exist in its conversation, or its id is taken.");
    }

    private static TurnHead? Resolve(SqliteConnection connection, ParkAnswer answer, byte[][] body)
    {
        var resolved = answer.Resolved;
        using (var update = connection.Use(TurnSql.Resolve).Add(answer.NewOwner).Add(answer.TurnId).Add(answer.Lease).Add(resolved.CallId).Add(resolved.ApprovalId))
        {
            if (!update.Read())
                return null;
            TurnRows.InsertSteps(connection, update.GetLong(0), update.GetLong(1), body);
        }

        return TurnRows.Find(connection, TurnSql.ById, answer.TurnId);
    }

    private static TurnWriteOutcome End(SqliteConnection connection, TurnEnding ending, byte[][] bodies)
    {
        using var update = Start(connection, TurnSql.End, ending.Write).Add((long)ending.State).Add(ending.EndedAt);
        if (!update.Read())
            return WhyRefused(connection, ending.Write, unfinishedBelow: 2);
        TurnRows.InsertSteps(connection, update.GetLong(0), update.GetLong(1), bodies);
        if (ending.Reply is { } reply)
            ConversationRows.Append(connection, update.GetLong(3), reply);
        ConversationRows.Count(connection, update.GetLong(2), update.GetLong(3), ending.Reply is null ? 0 : 1, ending.TokensReported, ending.EndedAt);
        return TurnWriteOutcome.Written;
    }

    private static SqliteStatement Start(SqliteConnection connection, string sql, TurnWrite write) =>
        connection.Use(sql).Add(write.Steps.Count).Add(write.LastSeq).Add(write.TurnId).Add(write.Lease);

    private static TurnWriteOutcome Write(SqliteConnection connection, TurnWrite write, byte[][] bodies, SqliteStatement update)
    {
        using (update)
        {
            if (!update.Read())
                return WhyRefused(connection, write, unfinishedBelow: 1);
            TurnRows.InsertSteps(connection, update.GetLong(0), update.GetLong(1), bodies);
            return TurnWriteOutcome.Written;
        }
    }

    private static TurnWriteOutcome WhyRefused(SqliteConnection connection, TurnWrite write, int unfinishedBelow) =>
        Happened(connection.Use(TurnSql.IsCancelRequested).Add(write.TurnId).Add(write.Lease).Add(unfinishedBelow))
            ? TurnWriteOutcome.CancelRequested
            : TurnWriteOutcome.Fenced;

    private static bool Happened(SqliteStatement statement)
    {
        using (statement)
            return statement.Read();
    }
}
