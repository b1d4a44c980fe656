using SmoothOperator.Storage.Sqlite.Engine;
using SmoothOperator.Turns;
using SmoothOperator.Turns.Steps;

namespace SmoothOperator.Storage.Sqlite.Turns;

/// <summary>Rows of turns and steps.</summary>
internal static class TurnRows
{
    public static TurnHead? Find(SqliteConnection connection, string sql, string first, string? second = null)
    {
        using var query = connection.Use(sql).Add(first);
        if (second is not null)
            query.Add(second);
        return query.Read() ? ReadHead(query) : null;
    }

    public static IReadOnlyList<TurnHead> ReadAll(SqliteStatement query)
    {
        var heads = new List<TurnHead>();
        while (query.Read())
            heads.Add(ReadHead(query));
        return heads;
    }

    public static TurnHead ReadHead(SqliteStatement query) => new()
    {
        Id = query.GetText(0),
        ConversationId = query.GetText(1),
        SessionId = query.GetText(2),
        OrganizationId = query.GetText(3),
        RequestId = query.GetText(4),
        State = (TurnState)query.GetInt(5),
        Owner = query.GetTextOrNull(6),
        Lease = query.GetLong(7),
        Epoch = query.GetInt(8),
        LastSeq = query.GetLong(9),
        Takeovers = query.GetInt(10),
        CancelRequested = query.GetBool(11),
        Park = query.IsNull(12) ? null : new TurnPark(query.GetText(12), query.GetText(13), query.GetTime(14)),
        StartedAt = query.GetTime(15),
        EndedAt = query.IsNull(16) ? null : query.GetTime(16),
    };

    public static IReadOnlyList<TurnStep> ReadSteps(SqliteConnection connection, string turnId)
    {
        var steps = new List<TurnStep>();
        using var query = connection.Use(TurnSql.Steps).Add(turnId);
        while (query.Read())
            steps.Add(TurnStepFormat.Deserialize(query.GetBytes(1), query.GetInt(0)));
        return steps;
    }

    /// <summary>Steps as they are stored, made by the caller before its write waits, so that the writer's time is not spent on it.</summary>
    public static byte[][] Serialize(IReadOnlyList<TurnStep> steps)
    {
        var bodies = new byte[steps.Count][];
        for (var i = 0; i < bodies.Length; i++)
            bodies[i] = TurnStepFormat.Serialize(steps[i]);
        return bodies;
    }

    /// <summary>Adds steps that <paramref name="lastPosition"/>, the turn's count of steps, includes already.</summary>
    public static void InsertSteps(SqliteConnection connection, long turn, long lastPosition, byte[][] bodies)
    {
        for (var i = 0; i < bodies.Length; i++)
            connection.Use(TurnSql.InsertStep).Add(turn).Add(lastPosition - bodies.Length + 1 + i).Add(TurnStepFormat.Version).Add(bodies[i]).Run();
    }
}
