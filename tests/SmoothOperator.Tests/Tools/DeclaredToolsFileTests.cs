using System.Text;
using System.Text.Json;
using SmoothOperator.Access;
using SmoothOperator.Tools;
using SmoothOperator.Tools.Declared;
using Xunit;

namespace SmoothOperator.Tests.Tools;

public sealed class DeclaredToolsFileTests
{
    private const string Parameters = """{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]}""";

    private static readonly Dictionary<string, string> Environment = new() { ["API_TOKEN"] = " s3cret-token\n", ["BLANK"] = " " };

    [Fact]
    public async Task Tools_have_the_names_schemas_and_traits_of_the_file()
    {
        using var provider = Load($$"""
            [
              {"name":"a","description":"reads","parameters":{{Parameters}},"idempotent":true,"result":"text"},
              {"name":"b-2","description":"writes","parameters":{"type":"object"},"requiresConfirmation":true,"result":{ "ok" : "ü" } },
              {"name":"c","description":"calls","parameters":{{Parameters}},"http":{"method":"get","url":"https://example.com/v1/orders/{id}?x=1","headers":{"Authorization":"Bearer $API_TOKEN"},"timeoutSeconds":1.5} }
            ]
            """);

        var tools = await provider.GetToolsAsync(Context, default);

        Assert.Equal(["a", "b-2", "c"], tools.Select(tool => tool.Name));
        Assert.Equal(["reads", "writes", "calls"], tools.Select(tool => tool.Description));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(Parameters).RootElement, tools[0].JsonSchema));
        Assert.Equal([(true, false), (false, true), (false, false)], tools.Select(tool => (ToolTraits.Of(tool).IsIdempotent, ToolTraits.Of(tool).RequiresConfirmation)));
        Assert.Equal("text", await tools[0].InvokeAsync());
        Assert.Equal("""{"ok":"ü"}""", await tools[1].InvokeAsync());
    }

    [Theory]
    [InlineData("{", "the file is not JSON: *")]
    [InlineData("{}", "the file must be a JSON array of at most 128 tools")]
    [InlineData("[1]", "tools[0] must be an object")]
    [InlineData("""[{"name":"a","name":"b"}]""", "the file is not JSON: *")]
    [InlineData("""["\ud800"]""", "tools[0] must be an object")]
    [InlineData("""[{"name":"\ud800","description":"d","parameters":{"type":"object"},"result":1}]""", "the file holds text that is not well-formed Unicode")]
    public void A_file_that_is_no_list_of_tools_says_so(string file, string problem) => AssertProblems(file, problem);

    [Theory]
    [InlineData("""{"name":"a b"}""", "name must be a string of 1 to 64 characters out of A-Z, a-z, 0-9, _ and -")]
    [InlineData("""{"name":7}""", "name must be a string of 1 to 64 characters out of A-Z, a-z, 0-9, _ and -")]
    [InlineData("""{"description":" "}""", "description must be a string of 1 to 4096 characters")]
    [InlineData("""{"parameters":null}""", "parameters must be a JSON schema with \"type\":\"object\"")]
    [InlineData("""{"parameters":{"type":"string"}}""", "parameters must be a JSON schema with \"type\":\"object\"")]
    [InlineData("""{"parameters":{"type":"object","patternProperties":{}}}""", "parameters/patternProperties is a keyword that is not supported")]
    [InlineData("""{"requiresConfirmation":"yes"}""", "requiresConfirmation must be true or false")]
    [InlineData("""{"idempotent":1}""", "idempotent must be true or false")]
    [InlineData("""{"confirm":true}""", "confirm is unknown; the fields are name, description, parameters, requiresConfirmation, idempotent, result, http")]
    [InlineData("""{"http":{"method":"GET","url":"http://h/"}}""", "result and http: exactly one of the two must be there")]
    public void Every_field_of_a_tool_is_checked(string change, string problem)
    {
        var tool = Merge($$"""{"name":"a","description":"d","parameters":{{Parameters}},"result":"r"}""", change);

        AssertProblems($"[{tool}]", $"tools[0].{problem}");
    }

    [Theory]
    [InlineData("""{"method":"HEAD"}""", "method must be GET, DELETE, POST, PUT or PATCH")]
    [InlineData("""{"url":"ftp://h/"}""", "url must be an absolute http or https address without user, password or fragment")]
    [InlineData("""{"url":"http://user:pw@h/"}""", "url must be an absolute http or https address without user, password or fragment")]
    [InlineData("""{"url":"http://h/#f"}""", "url must be an absolute http or https address without user, password or fragment")]
    [InlineData("""{"url":"http://h:99999/"}""", "url has no valid host and port")]
    [InlineData("""{"url":"http://{id}.h/"}""", "url has no valid host and port")]
    [InlineData("""{"url":"http://h/?q={id}"}""", "url may have {name} in its path only")]
    [InlineData("""{"url":"http://h/{id"}""", "url may have {name} in its path only")]
    [InlineData("""{"url":"http://h/a b"}""", "url must be written in printable ASCII without \\; the rest is escaped as in %20")]
    [InlineData("""{"url":"http://h/a/%2e./b"}""", "url may not have . or .. as a segment")]
    [InlineData("""{"url":"http://h/{other}"}""", "url uses {other}, which must be in the properties of parameters and in required")]
    [InlineData("""{"timeoutSeconds":0.5}""", "timeoutSeconds must be a number from 1 to 600")]
    [InlineData("""{"timeoutSeconds":"30"}""", "timeoutSeconds must be a number from 1 to 600")]
    [InlineData("""{"body":{}}""", "body is unknown; the fields are method, url, headers, timeoutSeconds")]
    [InlineData("""{"headers":[]}""", "headers must be an object")]
    [InlineData("""{"headers":{"X":1}}""", "headers.X must be a string")]
    [InlineData("""{"headers":{"X Y":"1"}}""", "headers.X Y is not the name of a request header")]
    [InlineData("""{"headers":{"content-type":"text/plain"}}""", "headers.content-type is set by the server")]
    [InlineData("""{"headers":{"Content-Encoding":"gzip"}}""", "headers.Content-Encoding is not the name of a request header")]
    [InlineData("""{"headers":{"idempotency-key":"1"}}""", "headers.idempotency-key is set by the server")]
    [InlineData("""{"headers":{"X":"a\r\nY: b"}}""", "headers.X must have at most 4096 characters, all of them printable ASCII")]
    [InlineData("""{"headers":{"X":"$MISSING"}}""", "headers.X needs the environment variable MISSING, which is not set")]
    [InlineData("""{"headers":{"X":"$BLANK"}}""", "headers.X needs the environment variable BLANK, which is not set")]
    [InlineData("""{"headers":{"X":"${API_TOKEN}"}}""", "headers.X has a $ that begins no name of an environment variable; a dollar sign is written $$")]
    public void Every_field_of_http_is_checked(string change, string problem)
    {
        var http = Merge("""{"method":"GET","url":"http://h/{id}"}""", change);

        AssertProblems($$"""[{"name":"a","description":"d","parameters":{{Parameters}},"http":{{http}} }]""", $"tools[0].http.{problem}");
    }

    [Fact]
    public void All_problems_are_told_at_once_and_none_holds_a_secret()
    {
        var exception = Assert.Throws<DeclaredToolsException>(() => Load($$"""
            [
              {"name":"a","description":"d","parameters":{{Parameters}},"result":1},
              {"name":"a","description":"d","parameters":{{Parameters}},"result":1},
              {"description":"d","parameters":{"type":"object"},"http":{"method":"GET","url":"http://h/","headers":{"A":"$API_TOKEN é","B":"$NOPE"} } }
            ]
            """));

        Assert.Equal(
            [
                "tools[1].name 'a' is the name of tools[0] already",
                "tools[2].name must be a string of 1 to 64 characters out of A-Z, a-z, 0-9, _ and -",
                "tools[2].http.headers.A must have at most 4096 characters, all of them printable ASCII",
                "tools[2].http.headers.B needs the environment variable NOPE, which is not set",
            ],
            exception.Problems);
    }

    [Fact]
    public void A_file_of_more_than_four_mebibytes_is_refused() =>
        AssertProblems($"[{new string(' ', DeclaredToolsFile.MaxBytes)}]", "the file has more than 4194304 bytes");

    [Fact]
    public async Task A_long_result_is_cut_at_64_KiB_of_whole_characters()
    {
        using var provider = Load($$"""[{"name":"a","description":"d","parameters":{"type":"object"},"result":"{{new string('é', 40_000)}}"}]""");

        var text = Assert.IsType<string>(await provider.Tools[0].InvokeAsync());

        Assert.InRange(Encoding.UTF8.GetByteCount(text), 65_535, 65_536);
        Assert.EndsWith("é\n[cut at 64 KiB]", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_are_checked_against_the_parameters()
    {
        using var provider = Load($$"""[{"name":"a","description":"d","parameters":{{Parameters}},"result":1}]""");

        Assert.Empty(Check("""{"id":"x"}"""));
        Assert.Equal(["/id must be a string, not a number"], Check("""{"id":1}"""));
        Assert.Equal(["must be an object"], Check("[]"));

        IEnumerable<string> Check(string arguments) => ToolArguments.Validate(provider.Tools[0], JsonDocument.Parse(arguments).RootElement).Select(problem => problem.ToString());
    }

    private static ToolContext Context { get; } = new() { Reader = AccessContext.Anonymous("org"), TurnId = "t", ConversationId = "c", SessionId = "s" };

    private static DeclaredToolProvider Load(string file) => DeclaredToolsFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(file)), Environment);

    private static void AssertProblems(string file, string expected)
    {
        var problem = Assert.Single(Assert.Throws<DeclaredToolsException>(() => Load(file)).Problems);
        if (expected.EndsWith('*'))
            Assert.StartsWith(expected[..^1], problem, StringComparison.Ordinal);
        else
            Assert.Equal(expected, problem);
    }

    private static string Merge(string json, string change)
    {
        var merged = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;
        foreach (var (key, value) in JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(change)!)
            merged[key] = value;
        return JsonSerializer.Serialize(merged);
    }
}
