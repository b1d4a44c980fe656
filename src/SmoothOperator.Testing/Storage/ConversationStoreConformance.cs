using System.Diagnostics;
using SmoothOperator.Conversations;
using SmoothOperator.Storage;
using Xunit;

namespace SmoothOperator.Testing.Storage;

/// <summary>What every <see cref="IConversationStore"/> must do. Inherit it and give it a storage.</summary>
public abstract class ConversationStoreConformance : StorageConformance
{
    private IConversationStore Store => Storage.Conversations;

    [Fact]
    public async Task An_opened_session_reads_back_with_its_conversation_and_participants()
    {
        var opening = Scene.Opening();
        opening = opening with
        {
            Conversation = opening.Conversation! with { Platform = "discord", MetadataJson = """{"a":{"b":[1,"é"]}}""", UpdatedAt = Scene.Noon.AddDays(1) },
            User = opening.User with { Email = "a@b.example", BrowserFingerprint = "fp", Name = AwkwardText.All[3] },
            Session = opening.Session with
            {
                AgentId = "agent-1",
                Status = SessionStatus.Idle,
                TokenCount = 42,
                MessageCount = 3,
                Supports = ["resume_stream", "quote\"d"],
                ContactEmail = "c@d.example",
            },
        };

        var returned = await Store.OpenSessionAsync(opening, default);

        Assert.Equal(opening.Conversation, returned);
        Assert.Equal(opening.Conversation, await Store.GetConversationAsync(returned.Id, default));
        var session = Assert.IsType<Session>(await Store.GetSessionAsync(opening.Session.Id, default));
        Assert.Equal(opening.Session.Supports, session.Supports);
        Assert.Equal(opening.Session with { Supports = session.Supports }, session);
        Assert.Equal([opening.User, opening.Agent], await Store.ListParticipantsAsync(returned.Id, default));
    }

    [Fact]
    public async Task What_was_not_given_stays_absent()
    {
        var opening = Scene.Opening();
        await Store.OpenSessionAsync(opening, default);

        var session = Assert.IsType<Session>(await Store.GetSessionAsync(opening.Session.Id, default));
        Assert.Null(session.AgentId);
        Assert.Null(session.Supports);
        Assert.Null(session.ContactEmail);
        Assert.Null((await Store.GetConversationAsync(opening.Conversation!.Id, default))!.MetadataJson);
        var user = (await Store.ListParticipantsAsync(opening.Conversation.Id, default))[0];
        Assert.Null(user.Email);
        Assert.Null(user.BrowserFingerprint);
        Assert.Null(user.InternalId);
    }

    [Fact]
    public async Task An_empty_list_of_abilities_is_not_an_absent_one()
    {
        var opening = Scene.Opening();
        await Store.OpenSessionAsync(opening with { Session = opening.Session with { Supports = [] } }, default);

        Assert.Empty(Assert.IsType<Session>(await Store.GetSessionAsync(opening.Session.Id, default)).Supports!);
    }

    [Fact]
    public async Task Opening_the_same_session_again_changes_nothing()
    {
        var opening = Scene.Opening();
        await Store.OpenSessionAsync(opening, default);
        var again = opening with
        {
            Conversation = opening.Conversation! with { Id = Scene.NewId(), IdempotencyKey = "another", Name = "another" },
            User = opening.User with { Id = Scene.NewId() },
            Session = opening.Session with { AgentName = "another", ContactEmail = "x@y.example" },
        };

        var returned = await Store.OpenSessionAsync(again, default);

        Assert.Equal(opening.Conversation, returned);
        Assert.Equal(opening.Session, await Store.GetSessionAsync(opening.Session.Id, default));
        Assert.Null(await Store.GetConversationAsync(again.Conversation.Id, default));
        Assert.Equal(2, (await Store.ListParticipantsAsync(returned.Id, default)).Count);
    }

    [Fact]
    public async Task A_known_idempotency_key_gives_the_existing_conversation_and_the_session_lives_under_it()
    {
        var first = Scene.Opening(key: "key");
        var second = Scene.Opening(key: "key");
        await Store.OpenSessionAsync(first, default);

        var returned = await Store.OpenSessionAsync(second, default);

        Assert.Equal(first.Conversation, returned);
        Assert.Null(await Store.GetConversationAsync(second.Conversation!.Id, default));
        Assert.Equal(returned.Id, (await Store.GetSessionAsync(second.Session.Id, default))!.ConversationId);
        var participants = await Store.ListParticipantsAsync(returned.Id, default);
        Assert.Equal([first.User.Id, first.Agent.Id, second.User.Id, second.Agent.Id], participants.Select(participant => participant.Id));
        Assert.All(participants, participant => Assert.Equal(returned.Id, participant.ConversationId));
    }

    [Fact]
    public async Task An_idempotency_key_belongs_to_its_tenant()
    {
        var ours = Scene.Opening("org-1", "key");
        var theirs = Scene.Opening("org-2", "key");
        await Store.OpenSessionAsync(ours, default);

        Assert.Equal(theirs.Conversation, await Store.OpenSessionAsync(theirs, default));
    }

    [Fact]
    public async Task Racing_openings_under_one_key_share_one_conversation()
    {
        var openings = Enumerable.Range(0, 32).Select(_ => Scene.Opening(key: "key")).ToArray();

        var returned = await Task.WhenAll(openings.Select(opening => Task.Run(() => Store.OpenSessionAsync(opening, default))));

        Assert.Single(returned.Select(conversation => conversation.Id).Distinct());
        Assert.Equal(64, (await Store.ListParticipantsAsync(returned[0].Id, default)).Count);
    }

    [Fact]
    public async Task A_session_of_a_conversation_that_does_not_exist_is_refused_whole()
    {
        var opening = Scene.OpeningOf(Scene.NewId());

        await Assert.ThrowsAsync<StorageException>(() => Store.OpenSessionAsync(opening, default));

        Assert.Null(await Store.GetSessionAsync(opening.Session.Id, default));
        Assert.Empty(await Store.ListParticipantsAsync(opening.Session.ConversationId, default));
    }

    [Fact]
    public async Task A_refused_opening_does_not_hurt_its_neighbours()
    {
        var good = Enumerable.Range(0, 20).Select(_ => Scene.Opening()).ToArray();
        var all = good.Concat(Enumerable.Range(0, 20).Select(_ => Scene.OpeningOf(Scene.NewId()))).OrderBy(opening => opening.Session.Id, StringComparer.Ordinal);

        var results = await Task.WhenAll(all.Select(opening => Task.Run(async () => (await Record.ExceptionAsync(() => Store.OpenSessionAsync(opening, default))) is null)));

        Assert.Equal(20, results.Count(stored => stored));
        foreach (var opening in good)
            Assert.NotNull(await Store.GetSessionAsync(opening.Session.Id, default));
    }

    [Fact]
    public async Task Participants_are_listed_oldest_first()
    {
        var opening = Scene.Opening();
        await Store.OpenSessionAsync(opening, default);
        var earlier = Scene.OpeningOf(opening.Conversation!.Id, at: Scene.Noon.AddHours(-1));
        await Store.OpenSessionAsync(earlier, default);

        var participants = await Store.ListParticipantsAsync(opening.Conversation.Id, default);

        Assert.Equal([earlier.User.Id, earlier.Agent.Id, opening.User.Id, opening.Agent.Id], participants.Select(participant => participant.Id));
    }

    [Fact]
    public async Task Unknown_ids_are_null_or_empty()
    {
        Assert.Null(await Store.GetConversationAsync("unknown", default));
        Assert.Null(await Store.GetSessionAsync("unknown", default));
        Assert.Empty(await Store.ListParticipantsAsync("unknown", default));
        Assert.Null(await Store.ListMessagesAsync("unknown", "unknown", 10, default));
        var page = Assert.IsType<MessagePage>(await Store.ListMessagesAsync("unknown", null, 10, default));
        Assert.Empty(page.Messages);
        Assert.False(page.HasMore);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_follow_the_order_of_appending_though_all_time_stamps_collide(int limit)
    {
        var scene = await OpenSceneAsync();
        var texts = Enumerable.Range(0, 12).Select(i => $"message {i}").ToArray();
        for (var i = 0; i < texts.Length; i += 2)
            await scene.EndAsync(await scene.BeginAsync(text: texts[i], at: Scene.Noon), reply: texts[i + 1], at: Scene.Noon);

        var read = new List<string>();
        string? before = null;
        for (var more = true; more;)
        {
            var page = Assert.IsType<MessagePage>(await Store.ListMessagesAsync(scene.ConversationId, before, limit, default));
            Assert.Equal(Math.Min(limit, texts.Length - read.Count), page.Messages.Count);
            read.AddRange(page.Messages.Select(message => message.Text));
            Assert.Equal(read.Count < texts.Length, page.HasMore);
            (before, more) = (page.Messages[^1].Id, page.HasMore);
        }

        Assert.Equal(texts.Reverse(), read);
        var past = Assert.IsType<MessagePage>(await Store.ListMessagesAsync(scene.ConversationId, before, limit, default));
        Assert.Empty(past.Messages);
        Assert.False(past.HasMore);
    }

    [Fact]
    public async Task Time_stamps_that_run_backwards_do_not_reorder_the_log()
    {
        var scene = await OpenSceneAsync();
        for (var i = 0; i < 3; i++)
            await scene.EndAsync(await scene.BeginAsync(text: $"q{i}", at: Scene.Noon.AddHours(-i)), reply: $"a{i}", at: Scene.Noon.AddHours(-i));

        Assert.Equal(["q0", "a0", "q1", "a1", "q2", "a2"], await scene.MessagesAsync());
    }

    [Fact]
    public async Task A_message_of_another_conversation_is_no_cursor_here()
    {
        var ours = await OpenSceneAsync();
        var theirs = await OpenSceneAsync();
        await ours.BeginAsync(text: "ours");
        await theirs.BeginAsync(text: "theirs");
        var foreign = (await Store.ListMessagesAsync(theirs.ConversationId, null, 1, default))!.Messages[0].Id;

        Assert.Null(await Store.ListMessagesAsync(ours.ConversationId, foreign, 10, default));
        Assert.Null(await Store.ListMessagesAsync(ours.ConversationId, "nothing", 10, default));
        Assert.Equal(["ours"], await ours.MessagesAsync());
    }

    [Fact]
    public async Task Messages_read_back_as_they_were_written()
    {
        var scene = await OpenSceneAsync();
        foreach (var text in AwkwardText.All)
        {
            var begin = scene.NewTurn(text: text);
            var turn = (await Storage.Turns.BeginAsync(begin, default)).Turn;
            var ending = scene.Ending(turn, reply: text);
            await Storage.Turns.EndAsync(ending, default);

            var page = (await Store.ListMessagesAsync(scene.ConversationId, null, 2, default))!;

            Assert.Equal([ending.Reply!, begin.Message], page.Messages);
        }
    }

    [Fact]
    public async Task A_lone_surrogate_is_kept_or_becomes_a_replacement_character()
    {
        var scene = await OpenSceneAsync();
        await scene.BeginAsync(text: AwkwardText.WithLoneSurrogate);

        Assert.Equal(AwkwardText.AsStored(AwkwardText.WithLoneSurrogate), AwkwardText.AsStored((await scene.MessagesAsync()).Single()));
    }

    [Fact]
    public async Task A_limit_below_one_is_refused() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Store.ListMessagesAsync("any", null, 0, default));

    [Fact]
    public async Task A_conversation_of_ten_thousand_messages_pages_quickly()
    {
        var scene = await OpenSceneAsync();
        for (var i = 0; i < 5_000; i++)
            await Storage.Turns.EndAsync(scene.Ending(await scene.BeginAsync()), default);

        var clock = Stopwatch.StartNew();
        var (count, pages, before) = (0, 0, (string?)null);
        for (var more = true; more; pages++)
        {
            var page = (await Store.ListMessagesAsync(scene.ConversationId, before, 50, default))!;
            (count, before, more) = (count + page.Messages.Count, page.Messages[^1].Id, page.HasMore);
        }

        Assert.Equal((10_000, 200), (count, pages));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"200 pages took {clock.Elapsed}.");
    }
}
