using SmoothOperator.Tests.Storage;
using Xunit;

namespace SmoothOperator.Tests.Program;

public sealed class DemoTests : IDisposable
{
    private const string Refund = "Refund order 1042, it arrived broken";
    private static readonly string[] Demo = ["--demo"];

    private readonly TemporaryDirectory _directory = new();

    public static TheoryData<string[]> CommandLines => new(["--demo"], ["serve", "--demo"]);

    public void Dispose() => _directory.Dispose();

    [Theory]
    [MemberData(nameof(CommandLines))]
    public async Task A_question_is_answered_from_a_document_that_is_cited(string[] commandLine)
    {
        await using var server = await ServerProcess.StartAsync(_directory.Path, commandLine);
        using var client = await ChatClient.ConnectAsync(server.Socket);
        var session = await client.OpenSessionAsync();

        await client.AskAsync(session, "m1", "What is your return window?");
        var reply = await client.NextAsync("eventual_response");

        Assert.Contains("17 days", ChatClient.TextOf(reply), StringComparison.Ordinal);
        var citation = reply.GetProperty("data").GetProperty("data").GetProperty("citations")[0];
        Assert.Equal("policies/returns.md", citation.GetProperty("title").GetString());
        Assert.Contains("17 days", citation.GetProperty("snippet").GetString(), StringComparison.Ordinal);
        Assert.Contains($"open {server.Address} to chat", server.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, "Refund issued for order 1042")]
    [InlineData(false, "was not approved")]
    public async Task A_refund_waits_for_a_person_who_decides(bool approved, string answer)
    {
        await using var server = await ServerProcess.StartAsync(_directory.Path, Demo);
        using var client = await ChatClient.ConnectAsync(server.Socket);
        var session = await client.OpenSessionAsync();

        await client.AskAsync(session, "m1", Refund);
        var question = await client.NextAsync("write_confirmation_required");
        Assert.Equal("issue_refund", question.GetProperty("data").GetProperty("data").GetProperty("toolId").GetString());
        await client.DecideAsync(session, "m1", approved);

        Assert.Contains(answer, await client.AnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_approval_completes_a_turn_that_was_parked_when_the_server_was_killed()
    {
        string session;
        await using (var killed = await ServerProcess.StartAsync(_directory.Path, Demo))
        {
            using var client = await ChatClient.ConnectAsync(killed.Socket);
            session = await client.OpenSessionAsync();
            await client.AskAsync(session, "m1", Refund);
            await client.NextAsync("write_confirmation_required");
            await killed.KillAsync();
        }

        await using var server = await ServerProcess.StartAsync(_directory.Path, Demo);
        using var again = await ChatClient.ConnectAsync(server.Socket);
        await again.ResumeAsync(session, "m1");
        Assert.Equal("parked", (await again.NextAsync("immediate_response")).GetProperty("data").GetProperty("state").GetString());
        await again.NextAsync("write_confirmation_required");
        await again.DecideAsync(session, "m1", approved: true);

        Assert.Contains("Refund issued for order 1042", await again.AnswerAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_was_cut_off_by_a_kill_is_told_whole_after_the_restart()
    {
        string session;
        await using (var killed = await ServerProcess.StartAsync(_directory.Path, Demo))
        {
            using var client = await ChatClient.ConnectAsync(killed.Socket);
            session = await client.OpenSessionAsync();
            await client.AskAsync(session, "m1", "What is your return window?");
            await client.NextAsync("stream_token");
            await client.NextAsync("stream_token");
            await killed.KillAsync();
        }

        await using var server = await ServerProcess.StartAsync(_directory.Path, Demo);
        using var again = await ChatClient.ConnectAsync(server.Socket);
        await again.ResumeAsync(session, "m1");
        var reply = await again.NextAsync("eventual_response");

        Assert.Contains("17 days", ChatClient.TextOf(reply), StringComparison.Ordinal);
        await again.SendAsync(new { action = "get_conversation_messages", requestId = "h1", sessionId = session });
        Assert.Equal(2, (await again.NextAsync("immediate_response")).GetProperty("data").GetProperty("messages").GetArrayLength());
    }

    [Fact]
    public async Task A_second_server_on_the_same_data_names_the_first_and_leaves_it_alone()
    {
        await using var first = await ServerProcess.StartAsync(_directory.Path, Demo);
        await using var second = ServerProcess.Launch(_directory.Path, Demo);

        Assert.Equal(78, await second.WaitForExitAsync());
        Assert.Contains($"in use by process {first.Id}", second.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("listening", second.Output, StringComparison.Ordinal);
        using var client = await ChatClient.ConnectAsync(first.Socket);
        await client.OpenSessionAsync();
    }
}
