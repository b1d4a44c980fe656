using Microsoft.Extensions.Logging.Abstractions;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Sqlite;
using SmoothOperator.Storage.Sqlite.Engine;
using SmoothOperator.Testing;
using Xunit;

namespace SmoothOperator.Tests.Storage;

public sealed class SqliteDatabaseTests : IAsyncLifetime
{
    private const string Insert = "INSERT INTO things (n, body) VALUES (?, ?)";

    private readonly TemporaryDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new();
    private SqliteDatabase _database = null!;

    public Task InitializeAsync()
    {
        _database = Open(capacity: 4_096);
        return _database.WriteAsync(
            connection =>
            {
                connection.Execute("CREATE TABLE things (n INTEGER PRIMARY KEY, body BLOB)");
                return true;
            },
            default);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Whatever_waits_goes_into_one_transaction()
    {
        var gate = new ManualResetEventSlim();
        var first = HoldWriter(gate);
        var rest = Enumerable.Range(1, 100).Select(i => Put(i)).ToArray();
        var last = SeeInsideAndOutside();
        gate.Set();
        await first;
        await Task.WhenAll(rest);

        Assert.Equal((100, 0), await last);
        Assert.Equal(100, await Count());
    }

    [Fact]
    public async Task A_poisonous_write_harms_none_of_its_neighbours()
    {
        var gate = new ManualResetEventSlim();
        var first = HoldWriter(gate);
        var good = Enumerable.Range(1, 50).Select(i => Put(i)).ToArray();
        var poison = _database.WriteAsync(
            connection =>
            {
                connection.Use(Insert).Add(1_000).AddNull().Run();
                connection.Use(Insert).Add(1_000).AddNull().Run();
                return true;
            },
            default);
        var bug = _database.WriteAsync<bool>(
            connection =>
            {
                connection.Use(Insert).Add(2_000).AddNull().Run();
                throw new InvalidOperationException("a bug");
            },
            default);
        var more = Enumerable.Range(51, 50).Select(i => Put(i)).ToArray();
        gate.Set();
        await first;
        await Task.WhenAll(good);
        await Task.WhenAll(more);

        await Assert.ThrowsAsync<StorageException>(() => poison);
        await Assert.ThrowsAsync<InvalidOperationException>(() => bug);
        Assert.Equal(100, await Count());
    }

    [Fact]
    public async Task A_write_that_fails_before_it_changed_anything_does_not_split_the_transaction()
    {
        var gate = new ManualResetEventSlim();
        var first = HoldWriter(gate);
        var good = Enumerable.Range(1, 20).Select(i => Put(i)).ToArray();
        var refused = _database.WriteAsync<bool>(_ => throw new StorageException("refused"), default);
        var last = SeeInsideAndOutside();
        gate.Set();
        await first;
        await Task.WhenAll(good);

        Assert.Equal("refused", (await Assert.ThrowsAsync<StorageException>(() => refused)).Message);
        Assert.Equal((20, 0), await last);
    }

    [Fact]
    public async Task Callers_learn_of_nothing_before_the_commit()
    {
        var inside = new ManualResetEventSlim();
        var gate = new ManualResetEventSlim();
        var write = _database.WriteAsync(
            connection =>
            {
                connection.Use(Insert).Add(1).AddNull().Run();
                inside.Set();
                gate.Wait(Patience);
                return true;
            },
            default);
        Assert.True(inside.Wait(Patience));

        Assert.False(write.IsCompleted);
        Assert.Equal(0, await Count());
        gate.Set();
        await write;
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task A_full_queue_is_waited_for_no_longer_than_its_limit()
    {
        await using var database = Open(capacity: 2, "small.db");
        var gate = new ManualResetEventSlim();
        var held = database.WriteAsync(_ => gate.Wait(Patience), default);
        var second = database.WriteAsync(_ => true, default);
        var late = database.WriteAsync(_ => true, default);
        using var impatient = new CancellationTokenSource();
        var cancelled = database.WriteAsync(_ => true, impatient.Token);

        Assert.False(late.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        _clock.Advance(TimeSpan.FromSeconds(31));
        Assert.Contains("30 s", (await Assert.ThrowsAsync<StorageException>(() => late)).Message, StringComparison.Ordinal);

        gate.Set();
        Assert.True(await held && await second);
        Assert.True(await database.WriteAsync(_ => true, default));
    }

    [Fact]
    public async Task A_write_given_up_before_it_began_is_not_made()
    {
        var gate = new ManualResetEventSlim();
        var impatient = new CancellationTokenSource();
        var first = HoldWriter(gate);
        var given = _database.WriteAsync(
            connection =>
            {
                connection.Use(Insert).Add(1).AddNull().Run();
                return true;
            },
            impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        gate.Set();
        await first;
        await Put(2);

        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task A_full_disk_is_a_clear_error_reads_go_on_and_writes_recover_by_themselves()
    {
        await Put(1);
        var pages = await _database.ReadAsync(connection => Scalar(connection, "PRAGMA page_count"), default);
        await LimitPagesAsync(pages + 20);

        var outcomes = await Task.WhenAll(Enumerable.Range(2, 400).Select(async i => (Number: i, Error: await Record.ExceptionAsync(() => Put(i, bytes: 1_500)))));

        var stored = outcomes.Where(outcome => outcome.Error is null).Select(outcome => (long)outcome.Number).Append(1).Order().ToArray();
        Assert.InRange(stored.Length, 2, 100);
        Assert.All(outcomes.Where(outcome => outcome.Error is not null), outcome =>
            Assert.StartsWith("The disk is full.", Assert.IsType<StorageException>(outcome.Error).Message, StringComparison.Ordinal));
        Assert.Equal(stored, await Numbers());

        await LimitPagesAsync(1_000_000);
        await Task.WhenAll(Enumerable.Range(1_000, 100).Select(i => Put(i, bytes: 1_500)));
        Assert.Equal(stored.Length + 100, await Count());
        Assert.Equal("ok", await _database.ReadAsync(connection => Text(connection, "PRAGMA integrity_check"), default));
    }

    [Fact]
    public async Task The_log_stays_bounded_under_constant_load()
    {
        var largest = 0L;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 400; i++)
            {
                await Put((writer * 10_000) + i, bytes: 100_000);
                var length = new FileInfo(_directory.File("main.db-wal")).Length;
                InterlockedMax(ref largest, length);
            }
        })));

        Assert.Equal(1_600, await Count());
        Assert.True(largest < 96L << 20, $"160 MB were written and the log grew to {largest >> 20} MiB.");
    }

    [Fact]
    public async Task A_closed_database_says_so_and_leaves_no_log_behind()
    {
        await Put(1);
        await _database.DisposeAsync();

        await Assert.ThrowsAsync<StorageException>(() => Put(2));
        await Assert.ThrowsAsync<StorageException>(() => Count());
        Assert.False(File.Exists(_directory.File("main.db-wal")) && new FileInfo(_directory.File("main.db-wal")).Length > 0);
        _database = Open(4_096);
        Assert.Equal(1, await Count());
    }

    [Fact]
    public async Task What_waits_when_it_closes_is_still_written()
    {
        var gate = new ManualResetEventSlim();
        var first = HoldWriter(gate);
        var waiting = Enumerable.Range(1, 20).Select(i => Put(i)).ToArray();
        var closing = _database.DisposeAsync().AsTask();
        gate.Set();
        await first;
        await Task.WhenAll(waiting);
        await closing;

        _database = Open(4_096);
        Assert.Equal(20, await Count());
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(30);

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var query = connection.Use(sql);
        Assert.True(query.Read());
        return query.GetLong(0);
    }

    private static string Text(SqliteConnection connection, string sql)
    {
        using var query = connection.Use(sql);
        Assert.True(query.Read());
        return query.GetText(0);
    }

    private static void InterlockedMax(ref long target, long value)
    {
        for (var seen = Volatile.Read(ref target); seen < value && Interlocked.CompareExchange(ref target, value, seen) != seen; seen = Volatile.Read(ref target))
        {
        }
    }

    private SqliteDatabase Open(int capacity, string name = "main.db")
    {
        var options = new SqliteOptions { DataDirectory = _directory.Path, WriteQueueCapacity = capacity };
        var database = new SqliteDatabase(_directory.File(name), SqliteStorage.Migrations, options, _clock, NullLogger.Instance);
        database.Open();
        return database;
    }

    private Task<bool> Put(int number, int bytes = 10) => _database.WriteAsync(
        connection =>
        {
            connection.Use(Insert).Add(number).Add(new byte[bytes]).Run();
            return true;
        },
        default);

    /// <summary>Keeps the writer busy, so that what follows waits together.</summary>
    private Task<bool> HoldWriter(ManualResetEventSlim gate)
    {
        var inside = new ManualResetEventSlim();
        var held = _database.WriteAsync(
            _ =>
            {
                inside.Set();
                return gate.Wait(Patience);
            },
            default);
        Assert.True(inside.Wait(Patience));
        return held;
    }

    private Task<long> Count() => _database.ReadAsync(connection => Scalar(connection, "SELECT count(*) FROM things"), default);

    private Task<long[]> Numbers() => _database.ReadAsync(
        connection =>
        {
            var numbers = new List<long>();
            using var query = connection.Use("SELECT n FROM things ORDER BY n");
            while (query.Read())
                numbers.Add(query.GetLong(0));
            return numbers.ToArray();
        },
        default);

    /// <summary>What the present transaction has stored so far, and what a reader sees meanwhile.</summary>
    private Task<(long Inside, long Outside)> SeeInsideAndOutside() => _database.WriteAsync(
        connection =>
        {
            var outside = Count();
            Assert.True(outside.IsCompletedSuccessfully);
            return (Scalar(connection, "SELECT count(*) FROM things"), outside.GetAwaiter().GetResult());
        },
        default);

    private Task LimitPagesAsync(long pages) => _database.WriteAsync(connection => Scalar(connection, $"PRAGMA max_page_count = {pages}"), default);
}
