using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Logging.Abstractions;
using SmoothOperator.Access;
using SmoothOperator.Conversations;
using SmoothOperator.Knowledge;
using SmoothOperator.Storage;
using SmoothOperator.Storage.Sqlite;
using SmoothOperator.Storage.Sqlite.Engine;
using SmoothOperator.Turns;
using Xunit;

namespace SmoothOperator.Tests.Storage;

public sealed class SqliteStorageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_second_opening_of_a_directory_names_the_process_that_has_it()
    {
        await using var first = await SqliteStorages.OpenAsync(_directory);

        var refused = await Assert.ThrowsAsync<StorageInUseException>(() => SqliteStorages.OpenAsync(_directory));

        Assert.Equal(Environment.ProcessId, refused.ProcessId);
        Assert.Contains(_directory.Path, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_directory_can_be_opened_again_and_holds_what_was_stored()
    {
        await using (var storage = await SqliteStorages.OpenAsync(_directory))
            await PutAsync(storage, acl: null);

        await using var again = await SqliteStorages.OpenAsync(_directory);

        Assert.Single((await SearchAsync(again)).Lexical);
        Assert.Single((await SearchAsync(again)).Dense);
    }

    [Theory]
    [InlineData("smooth-operator.db")]
    [InlineData("knowledge.db")]
    public async Task A_file_that_is_no_database_is_a_clear_error(string file)
    {
        await File.WriteAllTextAsync(_directory.File(file), string.Concat(Enumerable.Repeat("this is not a database ", 1_000)));

        var error = await Assert.ThrowsAsync<StorageException>(() => SqliteStorages.OpenAsync(_directory));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failed_opening_the_directory_is_free()
    {
        await File.WriteAllTextAsync(_directory.File("knowledge.db"), new string('x', 10_000));
        await Assert.ThrowsAsync<StorageException>(() => SqliteStorages.OpenAsync(_directory));
        File.Delete(_directory.File("knowledge.db"));

        await using var storage = await SqliteStorages.OpenAsync(_directory);
    }

    [Fact]
    public async Task A_damaged_page_is_a_clear_error_where_it_is_met()
    {
        await using (var storage = await SqliteStorages.OpenAsync(_directory))
            await PutAsync(storage, acl: null);
        var path = _directory.File("knowledge.db");
        var bytes = await File.ReadAllBytesAsync(path);
        Array.Fill<byte>(bytes, 0x5a, 4_096, bytes.Length - 4_096);
        await File.WriteAllBytesAsync(path, bytes);

        var error = await Assert.ThrowsAsync<StorageException>(async () =>
        {
            await using var storage = await SqliteStorages.OpenAsync(_directory);
            await SearchAsync(storage);
        });

        Assert.Contains("damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_made_is_a_clear_error()
    {
        await File.WriteAllTextAsync(_directory.File("file"), "");
        var storage = new SqliteStorage(new SqliteOptions { DataDirectory = _directory.File("file/below") }, TimeProvider.System, NullLogger<SqliteStorage>.Instance);

        Assert.Contains("file/below", (await Assert.ThrowsAsync<StorageException>(() => storage.OpenAsync(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_schema_that_needs_a_newer_program_is_refused()
    {
        await (await SqliteStorages.OpenAsync(_directory)).DisposeAsync();
        Change("smooth-operator.db", "INSERT INTO schema_migrations VALUES (2, 'expands', 1, 'later')");
        await (await SqliteStorages.OpenAsync(_directory)).DisposeAsync();
        Change("smooth-operator.db", "INSERT INTO schema_migrations VALUES (3, 'contracts', 3, 'later')");

        var error = await Assert.ThrowsAsync<StorageException>(() => SqliteStorages.OpenAsync(_directory));

        Assert.Contains("newer program", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_migration_that_fails_leaves_nothing_and_is_tried_again()
    {
        using var connection = SqliteConnection.Open(_directory.File("some.db"), readOnly: false, SqliteSynchronous.Full);
        connection.Execute("CREATE TABLE conversations (in_the_way)");
        Assert.Throws<SqliteFailureException>(() => Migrator.Apply(connection, SqliteStorage.Migrations, "some.db", TimeProvider.System));
        connection.Execute("DROP TABLE conversations");

        Migrator.Apply(connection, SqliteStorage.Migrations, "some.db", TimeProvider.System);
        Migrator.Apply(connection, SqliteStorage.Migrations, "some.db", TimeProvider.System);

        using var query = connection.Use("SELECT number, name, minimum_program FROM schema_migrations");
        Assert.True(query.Read());
        Assert.Equal((1, "conversations and turns", 1), (query.GetInt(0), query.GetText(1), query.GetInt(2)));
        Assert.False(query.Read());
    }

    [Theory]
    [InlineData("acl", "{\"isPublic\":tru")]
    [InlineData("acl", "{}")]
    [InlineData("acl", "null")]
    [InlineData("acl", "[]")]
    [InlineData("acl", "{\"isPublic\":true}")]
    [InlineData("acl", "{\"isPublic\":true,\"users\":null,\"groups\":[]}")]
    [InlineData("acl", "{\"isPublic\":\"true\",\"users\":[],\"groups\":[]}")]
    [InlineData("sets", "{")]
    [InlineData("metadata", "null")]
    public async Task A_document_whose_stored_rights_cannot_be_read_is_locked(string column, string stored)
    {
        await using (var storage = await SqliteStorages.OpenAsync(_directory))
            await PutAsync(storage, new DocumentAcl(true, [], []));
        Change("knowledge.db", $"UPDATE documents SET {column} = '{stored}'");

        await using var again = await SqliteStorages.OpenAsync(_directory);

        var found = await SearchAsync(again);
        Assert.Empty(found.Lexical);
        Assert.Empty(found.Dense);
        var acl = (await again.Knowledge.GetAsync("org-1", "d1", default))!.Acl!;
        Assert.False(acl.Allows(new AccessContext("org-1", "ann", ["staff"])));
    }

    [Fact]
    public async Task No_text_of_a_question_breaks_the_search()
    {
        await using var storage = await SqliteStorages.OpenAsync(_directory);
        await PutAsync(storage, acl: null);
        await PutAsync(storage, acl: null, "org-2");

        Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        {
            var search = storage.Knowledge.SearchAsync(Query("window " + text), default).GetAwaiter().GetResult();
            return search.Lexical.Count == 1 && search.Dense.Count == 1;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public async Task Indexing_and_searching_agree_after_many_changes()
    {
        await using var storage = await SqliteStorages.OpenAsync(_directory);
        for (var i = 0; i < 200; i++)
        {
            await PutAsync(storage, acl: null, id: $"d{i % 17}");
            if (i % 5 == 0)
                await storage.Knowledge.DeleteAsync("org-1", $"d{i % 13}", default);
        }

        var found = await SearchAsync(storage);
        Assert.Equal(found.Lexical.Select(hit => hit.DocumentId).Order(StringComparer.Ordinal), found.Dense.Select(hit => hit.DocumentId).Order(StringComparer.Ordinal));
        await storage.DisposeAsync();
        Change("knowledge.db", "INSERT INTO chunks_fts (chunks_fts) VALUES ('integrity-check')");
    }

    [Fact]
    public async Task Tenants_searched_long_ago_are_dropped_from_memory_and_found_all_the_same()
    {
        await using var storage = new SqliteStorage(
            new SqliteOptions { DataDirectory = _directory.Path, VectorCacheBytes = 20 }, TimeProvider.System, NullLogger<SqliteStorage>.Instance);
        await storage.OpenAsync(default);
        foreach (var round in Enumerable.Range(0, 3))
        {
            foreach (var organization in new[] { "org-1", "org-2", "org-3" })
            {
                await PutAsync(storage, acl: null, organization, $"d{round}");
                var found = await storage.Knowledge.SearchAsync(Query("window") with { Reader = AccessContext.Anonymous(organization) }, default);
                Assert.Equal((round + 1, round + 1), (found.Lexical.Count, found.Dense.Count));
            }
        }
    }

    [Fact]
    public void The_library_is_the_systems_where_there_is_one()
    {
        var fromSystem = SqliteLibrary.EnsureLoaded();

        if (NativeLibrary.TryLoad("libsqlite3.so.0", out var handle))
        {
            NativeLibrary.Free(handle);
            Assert.True(fromSystem);
        }

        Assert.Matches("^3\\.", SqliteLibrary.Version);
        Assert.False(fromSystem && SqliteLibrary.IsVulnerable);
    }

    [Fact]
    public void Numbers_that_are_stored_never_change()
    {
        Assert.Equal([0, 1, 2, 3, 4], new[] { TurnState.Running, TurnState.Parked, TurnState.Completed, TurnState.Failed, TurnState.Cancelled }.Select(state => (int)state));
        Assert.Equal([0, 1], new[] { MessageDirection.Inbound, MessageDirection.Outbound }.Select(direction => (int)direction));
        Assert.Equal([0, 1, 2], new[] { ParticipantKind.User, ParticipantKind.AiAgent, ParticipantKind.HumanAgent }.Select(kind => (int)kind));
        Assert.Equal([0, 1, 2], new[] { SessionStatus.Active, SessionStatus.Idle, SessionStatus.Ended }.Select(status => (int)status));
    }

    private static Task PutAsync(IStorage storage, DocumentAcl? acl, string organizationId = "org-1", string id = "d1")
    {
        var document = new KnowledgeDocument
        {
            Id = id,
            OrganizationId = organizationId,
            Source = "s",
            ContentHash = "1",
            Acl = acl,
            Sets = ["a"],
            IndexedAt = DateTimeOffset.UnixEpoch,
        };
        return storage.Knowledge.PutAsync(document, [new KnowledgeChunk(id + "#0", 0, "The return window is 17 days.", new[] { 1f, 2f, 3f })], default);
    }

    private static KnowledgeQuery Query(string text) => new()
    {
        Reader = new AccessContext("org-1", "ann", ["staff"]),
        Text = text,
        Vector = new[] { 1f, 0f, 0f },
        CandidatesPerLeg = 20,
    };

    private static Task<KnowledgeCandidates> SearchAsync(IStorage storage) => storage.Knowledge.SearchAsync(Query("What is your return window?"), default);

    private void Change(string file, string sql)
    {
        using var connection = SqliteConnection.Open(_directory.File(file), readOnly: false, SqliteSynchronous.Full);
        connection.Execute(sql);
    }
}
