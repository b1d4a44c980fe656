namespace SmoothOperator.Storage.Sqlite.Turns;

/// <summary>The statements of turns. States: 0 running, 1 parked, 2 completed, 3 failed, 4 cancelled.</summary>
internal static class TurnSql
{
    /// <summary>What <see cref="TurnRows.ReadHead"/> reads.</summary>
    private const string Head = """
        t.id, c.id, s.id, c.organization_id, t.request_id, t.state, t.owner, t.lease, t.epoch, t.last_seq, t.takeovers, t.cancel_requested,
        t.park_call_id, t.park_approval_id, t.park_deadline, t.started_at, t.ended_at
        """;

    private const string Joined = "CROSS JOIN conversations c ON c.n = t.conversation_n CROSS JOIN sessions s ON s.n = t.session_n";

    /// <summary>A conversation's turns, by one of the indexes that begin with the conversation.</summary>
    private const string OfConversation = "t.conversation_n = (SELECT n FROM conversations WHERE id = ?)";

    public const string Insert = """
        INSERT INTO turns (id, conversation_n, session_n, request_id, deduplicated, state, owner, lease, epoch, last_seq, takeovers, cancel_requested, steps, started_at)
        SELECT ?1, c.n, s.n, ?4, ?5, 0, ?6, ?7, ?8, ?9, 0, 0, 1, ?10 FROM sessions s CROSS JOIN conversations c ON c.n = s.conversation_n WHERE s.id = ?3 AND c.id = ?2
        ON CONFLICT DO NOTHING RETURNING n, session_n, conversation_n
        """;

    public const string InsertStep = "INSERT INTO turn_steps (turn_n, position, version, body) VALUES (?, ?, ?, ?)";

    public const string Append = """
        UPDATE turns SET steps = steps + ?1, last_seq = ?2, takeovers = 0
        WHERE id = ?3 AND lease = ?4 AND state = 0 AND cancel_requested = 0
        RETURNING n, steps
        """;

    public const string Park = """
        UPDATE turns SET steps = steps + ?1, last_seq = ?2, takeovers = 0, state = 1, owner = NULL, park_call_id = ?5, park_approval_id = ?6, park_deadline = ?7
        WHERE id = ?3 AND lease = ?4 AND state = 0 AND cancel_requested = 0
        RETURNING n, steps
        """;

    public const string Resolve = """
        UPDATE turns SET steps = steps + 1, takeovers = 0, state = 0, owner = ?1, lease = lease + 1, park_call_id = NULL, park_approval_id = NULL, park_deadline = NULL
        WHERE id = ?2 AND lease = ?3 AND state = 1 AND cancel_requested = 0 AND park_call_id = ?4 AND park_approval_id = ?5
        RETURNING n, steps
        """;

    public const string Claim = """
        UPDATE turns SET owner = ?1, lease = lease + 1, takeovers = takeovers + 1 WHERE id = ?2 AND lease = ?3 AND state = 0
        RETURNING n
        """;

    public const string End = """
        UPDATE turns SET steps = steps + ?1, last_seq = ?2, takeovers = 0, state = ?5, owner = NULL, park_call_id = NULL, park_approval_id = NULL, park_deadline = NULL,
          ended_at = ?6
        WHERE id = ?3 AND lease = ?4 AND state < 2 AND (cancel_requested = 0 OR ?5 = 4)
        RETURNING n, steps, session_n, conversation_n
        """;

    /// <summary>Whether a refused write was refused because of a cancel request alone.</summary>
    public const string IsCancelRequested = "SELECT 1 FROM turns WHERE id = ? AND lease = ? AND cancel_requested = 1 AND state < ?";

    public const string RequestCancel = "UPDATE turns SET cancel_requested = 1 WHERE id = ? AND state = 0 RETURNING n";

    public const string RaiseEpoch = "UPDATE turns SET epoch = ?1, last_seq = ?2 WHERE id = ?3 AND lease = ?4 AND state < 2 AND epoch < ?1 RETURNING n";

    public const string ById = $"SELECT {Head} FROM turns t {Joined} WHERE t.id = ?";

    public const string Unfinished = $"SELECT {Head} FROM turns t INDEXED BY turns_unfinished {Joined} WHERE {OfConversation} AND t.state < 2";

    public const string Duplicate = $"""
        SELECT {Head} FROM turns t INDEXED BY turns_deduplicated {Joined}
        WHERE {OfConversation} AND t.request_id = ? AND t.deduplicated = 1 AND t.started_at >= ? ORDER BY t.n DESC LIMIT 1
        """;

    public const string Newest = $"SELECT {Head} FROM turns t INDEXED BY turns_of_conversation {Joined} WHERE {OfConversation} ORDER BY t.n DESC LIMIT 1";

    public const string NewestOfRequest =
        $"SELECT {Head} FROM turns t INDEXED BY turns_of_conversation {Joined} WHERE {OfConversation} AND t.request_id = ? ORDER BY t.n DESC LIMIT 1";

    public const string RunningOfOthers = $"""
        SELECT {Head} FROM turns t INDEXED BY turns_unfinished {Joined} WHERE t.state < 2 AND t.state = 0 AND t.owner IS NOT ? ORDER BY t.started_at, t.n LIMIT ?
        """;

    public const string DueParks = $"""
        SELECT {Head} FROM turns t INDEXED BY turns_parked {Joined} WHERE t.state = 1 AND t.park_deadline <= ? ORDER BY t.park_deadline, t.n LIMIT ?
        """;

    public const string Steps = "SELECT version, body FROM turn_steps WHERE turn_n = (SELECT n FROM turns WHERE id = ?) ORDER BY position";

    public const string Prune = """
        DELETE FROM turns WHERE n IN (SELECT n FROM turns INDEXED BY turns_ended WHERE state >= 2 AND ended_at < ? ORDER BY ended_at LIMIT ?)
        """;
}
