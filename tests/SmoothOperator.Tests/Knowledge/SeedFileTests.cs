using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using SmoothOperator.Access;
using SmoothOperator.Knowledge;
using Xunit;

namespace SmoothOperator.Tests.Knowledge;

public sealed class SeedFileTests
{
    private const string Good = """{"source":"a.md","content":"alpha"}""";

    [Fact]
    public async Task Lines_become_documents_with_their_defaults()
    {
        var knowledge = new KnowledgeFixture();
        var report = await LoadAsync(
            knowledge,
            $$"""
            {{Good}}

            {"id":"b","source":"https://example.com/b","content":"beta","set":" one, two ,,one","org":"acme","acl":["staff"]}
            {"id":null,"acl":null,"org":null,"source":"c.md","content":"gamma","set":["x"," y "]}
            """);
        Assert.Equal(new SeedReport(Indexed: 3, Unchanged: 0), report);

        var plain = await knowledge.Store.GetAsync("reference-org", "a.md", default);
        Assert.NotNull(plain);
        Assert.Equal(("a.md", (DocumentAcl?)null, 0), (plain.Source, plain.Acl, plain.Sets.Count));
        var full = await knowledge.Store.GetAsync("acme", "b", default);
        Assert.NotNull(full);
        Assert.Equal("https://example.com/b", full.Source);
        Assert.Equal(["one", "two"], full.Sets);
        Assert.Equal(["staff"], full.Acl!.Groups);
        Assert.Equal(["x", "y"], (await knowledge.Store.GetAsync("reference-org", "c.md", default))!.Sets);
    }

    [Fact]
    public async Task Loading_again_changes_nothing_and_a_changed_line_replaces()
    {
        var knowledge = new KnowledgeFixture();
        var other = Good.Replace("a.md", "b.md", StringComparison.Ordinal);
        Assert.Equal(new SeedReport(2, 0), await LoadAsync(knowledge, $"{Good}\n{other}"));
        Assert.Equal(new SeedReport(0, 2), await LoadAsync(knowledge, $"{Good}\n{other}"));
        Assert.Equal(new SeedReport(1, 1), await LoadAsync(knowledge, $"{Good}\n{other.Replace("alpha", "delta", StringComparison.Ordinal)}"));
        Assert.Equal(["b.md"], await knowledge.FindAsync("delta", AccessContext.Anonymous("reference-org")));
        Assert.Equal(["a.md"], await knowledge.FindAsync("alpha", AccessContext.Anonymous("reference-org")));
    }

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\r\n\r\n")]
    [InlineData("\n\n  ", "  \n \t \n")]
    public async Task Byte_order_marks_line_ends_and_blank_lines_do_not_matter(string before, string between) =>
        Assert.Equal(new SeedReport(2, 0), await LoadAsync(new KnowledgeFixture(), $"{before}{Good}{between}{Good.Replace("a.md", "b.md", StringComparison.Ordinal)}"));

    [Theory]
    [InlineData("""["staff","board"]""", "staff")]
    [InlineData("""{"public":true}""", "anybody staff ann")]
    [InlineData("""{"public":false,"users":["ann"],"groups":["staff"]}""", "staff ann")]
    [InlineData("""{"users":["ann"]}""", "ann")]
    [InlineData("null", "anybody staff ann")]
    [InlineData("[]", "")]
    [InlineData("{}", "")]
    [InlineData("\"staff\"", "")]
    [InlineData("true", "")]
    [InlineData("""[""]""", "")]
    [InlineData("""["staff",1]""", "")]
    [InlineData("""{"public":"true"}""", "")]
    [InlineData("""{"public":true,"user":["ann"]}""", "")]
    [InlineData("""{"groups":"staff","public":true}""", "")]
    [InlineData("""{"groups":null}""", "")]
    public async Task A_malformed_access_list_locks_the_document(string acl, string readers)
    {
        var knowledge = new KnowledgeFixture();
        await LoadAsync(knowledge, $$"""{"source":"a.md","content":"alpha","acl":{{acl}}}""");
        var contexts = new Dictionary<string, AccessContext>
        {
            ["anybody"] = AccessContext.Anonymous("reference-org"),
            ["staff"] = new AccessContext("reference-org", "bob", ["staff"]),
            ["ann"] = new AccessContext("reference-org", "ann", []),
        };
        foreach (var (name, context) in contexts)
            Assert.Equal(readers.Split(' ').Contains(name), (await knowledge.FindAsync("alpha", context)).Length == 1);
    }

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "JSON object")]
    [InlineData("7", "JSON object")]
    [InlineData("{} {}", "not valid JSON")]
    [InlineData("""{"content":"x"}""", "'source' is missing")]
    [InlineData("""{"source":"x"}""", "'content' is missing")]
    [InlineData("""{"source":"","content":"x"}""", "'source'")]
    [InlineData("""{"source":5,"content":"x"}""", "'source'")]
    [InlineData("""{"source":null,"content":"x"}""", "'source'")]
    [InlineData("""{"source":"x","content":" "}""", "'content'")]
    [InlineData("""{"source":"x","content":["y"]}""", "'content'")]
    [InlineData("""{"source":"x","content":"y","id":7}""", "'id'")]
    [InlineData("""{"source":"x","content":"y","org":{}}""", "'org'")]
    [InlineData("""{"source":"x","content":"y","set":7}""", "'set'")]
    [InlineData("""{"source":"x","content":"y","set":[7]}""", "'set'")]
    [InlineData("""{"source":"x","content":"y","acls":[]}""", "'acls' is not a field")]
    [InlineData("""{"source":"x","source":"z","content":"y"}""", "not valid JSON")]
    [InlineData("""{"source":"x\ud800","content":"y"}""", "Unicode")]
    public async Task A_bad_line_is_an_error_that_names_file_line_and_field(string line, string problem)
    {
        var knowledge = new KnowledgeFixture();
        var failure = await Assert.ThrowsAsync<SeedFileException>(() => LoadAsync(knowledge, $"{Good}\n\n{line}\n"));
        Assert.StartsWith("seed.jsonl, line 3: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains(problem, failure.Message, StringComparison.Ordinal);
        Assert.Equal(3, failure.Line);
    }

    [Theory]
    [InlineData("id", 512)]
    [InlineData("source", 2_048)]
    [InlineData("org", 256)]
    [InlineData("set", 256)]
    public async Task Lengths_are_limited(string field, int limit)
    {
        Assert.Equal(1, (await LoadAsync(new KnowledgeFixture(), LineWith(limit))).Indexed);
        var failure = await Assert.ThrowsAsync<SeedFileException>(() => LoadAsync(new KnowledgeFixture(), LineWith(limit + 1)));
        Assert.Contains($"'{field}'", failure.Message, StringComparison.Ordinal);
        Assert.Contains($"{limit}", failure.Message, StringComparison.Ordinal);

        string LineWith(int length) => $$"""{{{(field == "source" ? "" : "\"source\":\"s\",")}}"{{field}}":"{{new string('x', length)}}","content":"c"}""";
    }

    [Fact]
    public async Task A_document_named_twice_is_an_error()
    {
        var failure = await Assert.ThrowsAsync<SeedFileException>(() => LoadAsync(new KnowledgeFixture(), $"{Good}\n{Good}"));
        Assert.Equal("seed.jsonl, line 2: 'id' names the document of line 1 again", failure.Message);
    }

    [Fact]
    public async Task A_line_may_have_8_MiB_and_no_more()
    {
        const int Limit = 8 * 1024 * 1024;
        var frame = """{"source":"a","content":""}""".Length;
        var longest = $$"""{"source":"a","content":"{{new string('x', Limit - frame)}}"}""";
        Assert.Equal(2, (await LoadAsync(new KnowledgeFixture(), $"{longest}\n{Good}")).Indexed);
        var failure = await Assert.ThrowsAsync<SeedFileException>(() => LoadAsync(new KnowledgeFixture(), $"{Good}\n {longest}"));
        Assert.Contains("line 2: a line may have at most 8388608 bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_line_is_refused_without_being_kept()
    {
        await using var endless = new EndlessStream();
        await Assert.ThrowsAsync<SeedFileException>(() => NewSeedFile(new KnowledgeFixture()).LoadAsync(endless, "seed.jsonl", default));
        Assert.InRange(endless.BytesRead, 8 * 1024 * 1024, 9 * 1024 * 1024);
    }

    [Fact]
    public async Task Broken_files_are_refused_and_nothing_else()
    {
        var random = new Random(20_25);
        var valid = Encoding.UTF8.GetBytes($$"""
            {{Good}}
            {"id":"b","source":"b","content":"beta","set":"one,two","acl":{"public":false,"users":["u"],"groups":["g"]},"org":"o"}
            """);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = (byte[])valid.Clone();
            for (var edits = random.Next(1, 6); edits > 0; edits--)
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : valid[random.Next(valid.Length)];
            await using var stream = new MemoryStream(bytes, 0, random.Next(bytes.Length) + 1);
            try
            {
                await NewSeedFile(new KnowledgeFixture()).LoadAsync(stream, "seed.jsonl", default);
            }
            catch (SeedFileException failure)
            {
                Assert.StartsWith("seed.jsonl, line ", failure.Message, StringComparison.Ordinal);
            }
        }
    }

    private static SeedFile NewSeedFile(KnowledgeFixture knowledge) => new(knowledge.Indexer, NullLogger<SeedFile>.Instance);

    private static async Task<SeedReport> LoadAsync(KnowledgeFixture knowledge, string text)
    {
        await using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return await NewSeedFile(knowledge).LoadAsync(stream, "seed.jsonl", default);
    }

    private sealed class EndlessStream : Stream
    {
        public long BytesRead { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => BytesRead; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            buffer.AsSpan(offset, count).Fill((byte)'x');
            BytesRead += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
