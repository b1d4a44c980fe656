using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using SmoothOperator.Tools;
using SmoothOperator.Tools.Declared;
using Xunit;

namespace SmoothOperator.Tests.Tools;

public sealed class HttpToolTests
{
    private static readonly Dictionary<string, string> Environment = new() { ["API_TOKEN"] = "s3cret/token+1" };

    [Fact]
    public async Task A_get_puts_the_path_argument_escaped_and_the_rest_into_the_query()
    {
        await using var service = await StubService.AnsweringAsync("found");

        var answer = await CallAsync(service, "GET", "/orders/{id}.json?fixed=1", """{"id":"a/b c?#é","q":"x&y=1","n":1.50,"flag":true,"none":null,"list":[1,"b"],"o":{"k":1}}""");

        Assert.Equal("found", answer);
        var request = Assert.Single(service.Requests);
        Assert.Equal("GET", request.Method);
        Assert.Equal("/orders/a%2Fb%20c%3F%23%C3%A9.json?fixed=1&q=x%26y%3D1&n=1.50&flag=true&list=1&list=b&o=%7B%22k%22%3A1%7D", request.Target);
        Assert.Equal("", request.Body);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    public async Task Methods_with_a_body_send_the_rest_as_json(string method)
    {
        await using var service = await StubService.AnsweringAsync("ok");

        await CallAsync(service, method, "/orders/{id}/refund", """{"id":7,"reason":"broken ü","none":null}""");

        var request = Assert.Single(service.Requests);
        Assert.Equal((method, "/orders/7/refund", "application/json"), (request.Method, request.Target, request.Headers["Content-Type"]));
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse("""{"reason":"broken ü","none":null}""").RootElement, JsonDocument.Parse(request.Body).RootElement));
    }

    [Fact]
    public async Task A_delete_sends_no_body_and_no_question_mark_without_a_query()
    {
        await using var service = await StubService.AnsweringAsync("", StatusCodes.Status204NoContent);

        Assert.Equal("(HTTP 204, no content)", await CallAsync(service, "DELETE", "/orders/{id}", """{"id":"1"}"""));
        Assert.Equal("/orders/1", Assert.Single(service.Requests).Target);
    }

    [Fact]
    public async Task Headers_carry_the_secret_and_the_key_of_the_call()
    {
        await using var service = await StubService.AnsweringAsync("ok");

        await CallAsync(service, "POST", "/", """{"id":"1"}""", call: new("turn-1", "call-2"), headers: """{"Authorization":"Bearer $API_TOKEN","X-Price":"$$5"}""");

        var headers = Assert.Single(service.Requests).Headers;
        Assert.Equal("Bearer s3cret/token+1", headers["Authorization"]);
        Assert.Equal("$5", headers["X-Price"]);
        Assert.Equal("turn-1:call-2", headers["Idempotency-Key"]);
        Assert.Equal("smooth-operator", headers["User-Agent"]);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("../admin")]
    [InlineData("a/../../admin")]
    [InlineData("..\\\\admin")]
    [InlineData("/etc")]
    [InlineData("a//b")]
    [InlineData(null)]
    public async Task An_argument_cannot_lead_to_another_path(string? id)
    {
        await using var service = await StubService.AnsweringAsync("never");

        await Assert.ThrowsAsync<ToolException>(() => CallAsync(service, "GET", "/orders/{id}", id is null ? "{}" : $$"""{"id":"{{id}}"}"""));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Two_dots_from_two_arguments_do_not_lead_up_either()
    {
        await using var service = await StubService.AnsweringAsync("never");

        await Assert.ThrowsAsync<ToolException>(() => CallAsync(service, "GET", "/orders/{id}{id}", """{"id":"."}"""));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task Random_values_stay_one_segment_of_the_path()
    {
        await using var service = await StubService.AnsweringAsync("ok");
        const string Alphabet = "./\\%2eEfF?#&=+ :@;é😀\u0000\r\nab";
        var random = new Random(11);
        for (var i = 0; i < 300; i++)
        {
            var id = string.Concat(Enumerable.Range(0, random.Next(1, 8)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            try
            {
                await CallAsync(service, "GET", "/orders/{id}/lines", JsonSerializer.Serialize(new { id }));
            }
            catch (ToolException)
            {
                continue;
            }
        }

        Assert.True(service.Requests.Count > 100);
        Assert.All(service.Requests, request => Assert.Matches("^/orders/[^/?#.][^/?#]*/lines$|^/orders/[.][^/?#]+/lines$", request.Target));
    }

    [Theory]
    [InlineData(404, "no such order", "The service answered 404: no such order")]
    [InlineData(500, "", "The service answered 500.")]
    [InlineData(422, "token s3cret/token+1 or s3cret%2Ftoken%2B1", "The service answered 422: token *** or ***")]
    public async Task What_is_not_a_success_is_an_error_without_secrets(int status, string body, string message)
    {
        await using var service = await StubService.AnsweringAsync(body, status);

        var exception = await Assert.ThrowsAsync<ToolException>(() => CallAsync(service, "GET", "/", "{}"));

        Assert.Equal(message, exception.Message);
    }

    [Fact]
    public async Task Redirects_are_not_followed()
    {
        await using var service = await StubService.StartAsync(context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });

        var exception = await Assert.ThrowsAsync<ToolException>(() => CallAsync(service, "GET", "/", "{}"));

        Assert.Equal("The service answered 302; redirects are not followed.", exception.Message);
        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task A_service_that_echoes_its_headers_tells_no_secret_and_sets_no_cookie()
    {
        await using var service = await StubService.StartAsync(context =>
        {
            context.Response.Cookies.Append("a", "b");
            return context.Response.WriteAsJsonAsync(context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
        });

        var first = await CallAsync(service, "GET", "/", "{}", headers: """{"Authorization":"Bearer $API_TOKEN","X-Api-Key":"literal-key","Accept":"text/plain"}""", times: 2);

        Assert.DoesNotContain("token+1", first, StringComparison.Ordinal);
        Assert.DoesNotContain("literal-key", first, StringComparison.Ordinal);
        Assert.Contains("text/plain", first, StringComparison.Ordinal);
        Assert.Equal(2, service.Requests.Count);
        Assert.All(service.Requests, request => Assert.DoesNotContain("Cookie", request.Headers.Keys));
    }

    [Theory]
    [InlineData(65_536, false)]
    [InlineData(65_537, true)]
    [InlineData(5_000_000, true)]
    public async Task Answers_are_cut_at_64_KiB(int length, bool isCut)
    {
        await using var service = await StubService.AnsweringAsync(new string('x', length));

        var answer = await CallAsync(service, "GET", "/", "{}");

        Assert.Equal(65_536, answer.Length);
        Assert.Equal(isCut, answer.EndsWith("x\n[cut at 64 KiB]", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_compressed_bomb_is_read_no_further_than_an_answer()
    {
        await using var service = await StubService.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            await gzip.WriteAsync(new byte[20_000_000].AsMemory());
        });

        Assert.Equal(65_536, (await CallAsync(service, "GET", "/", "{}")).Length);
    }

    [Theory]
    [InlineData("text/plain; charset=utf-8", new byte[] { 0xC3, 0x28 })]
    [InlineData("application/json", new byte[] { 0xFF, 0xFE, 0x00 })]
    [InlineData("text/plain; charset=nonsense", new byte[] { 0x41 })]
    [InlineData("text/plain; charset=us-ascii", new byte[] { 0xE9 })]
    public async Task A_wrong_encoding_is_an_error(string contentType, byte[] body)
    {
        await using var service = await StubService.StartAsync(async context =>
        {
            context.Response.ContentType = contentType;
            await context.Response.Body.WriteAsync(body);
        });

        var exception = await Assert.ThrowsAsync<ToolException>(() => CallAsync(service, "GET", "/", "{}"));

        Assert.Equal("The service answered with something that is not text, or in an encoding that is not its own.", exception.Message);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("made-up")]
    public async Task A_wrong_compression_is_an_error(string encoding)
    {
        await using var service = await StubService.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = encoding;
            await context.Response.WriteAsync("plain text");
        });

        await Assert.ThrowsAsync<ToolException>(() => CallAsync(service, "GET", "/", "{}"));
    }

    [Fact]
    public async Task Other_charsets_and_byte_order_marks_are_understood()
    {
        await using var service = await StubService.StartAsync(async context =>
        {
            context.Response.ContentType = "text/plain; charset=\"iso-8859-1\"";
            await context.Response.Body.WriteAsync(Encoding.Latin1.GetBytes("café"));
        });
        await using var marked = await StubService.AnsweringAsync("\uFEFFcafé");

        Assert.Equal("café", await CallAsync(service, "GET", "/", "{}"));
        Assert.Equal("café", await CallAsync(marked, "GET", "/", "{}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_does_not_come_in_time_is_an_error_and_ends_the_request(bool headersCome)
    {
        var aborted = new TaskCompletionSource();
        await using var service = await StubService.StartAsync(async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            if (headersCome)
                await context.Response.WriteAsync("the beginning");
            await aborted.Task;
        });
        var clock = new ManualClock();

        var call = CallAsync(service, "GET", "/", "{}", clock: clock);
        await clock.FirstTimer;
        clock.Advance(TimeSpan.FromSeconds(29.9));
        Assert.False(call.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(0.2));

        Assert.Equal("The service did not answer within 30 s.", (await Assert.ThrowsAsync<ToolException>(() => call)).Message);
    }

    [Fact]
    public async Task Cancelling_the_call_ends_the_request()
    {
        var (arrived, aborted) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var service = await StubService.StartAsync(async context =>
        {
            context.RequestAborted.Register(aborted.SetResult);
            arrived.SetResult();
            await aborted.Task;
        });
        using var cancellation = new CancellationTokenSource();

        var call = CallAsync(service, "GET", "/", "{}", cancellationToken: cancellation.Token);
        await arrived.Task;
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await aborted.Task;
    }

    [Fact]
    public async Task A_connection_that_breaks_or_was_never_there_is_an_error()
    {
        await using var service = await StubService.StartAsync(async context =>
        {
            context.Response.ContentLength = 100;
            await context.Response.WriteAsync("half");
            context.Abort();
        });

        Assert.Equal("The service could not be reached, or the connection broke.", (await Assert.ThrowsAsync<ToolException>(() => CallAsync(service, "GET", "/", "{}"))).Message);
        var gone = service.Address;
        await service.DisposeAsync();
        Assert.Equal("The service could not be reached, or the connection broke.", (await Assert.ThrowsAsync<ToolException>(() => CallAsync(gone, "GET", "/", "{}"))).Message);
    }

    [Fact]
    public async Task Arguments_too_long_for_an_address_are_an_error()
    {
        await using var service = await StubService.AnsweringAsync("never");

        await Assert.ThrowsAsync<ToolException>(() => CallAsync(service, "GET", "/", $$"""{"q":"{{new string('x', 40_000)}}"}"""));
    }

    private static Task<string> CallAsync(
        StubService service, string method, string path, string arguments, ToolCallContext? call = null, string? headers = null, ManualClock? clock = null, int times = 1, CancellationToken cancellationToken = default) =>
        CallAsync(service.Address, method, path, arguments, call, headers, clock, times, cancellationToken);

    private static async Task<string> CallAsync(
        string address, string method, string path, string arguments, ToolCallContext? call = null, string? headers = null, ManualClock? clock = null, int times = 1, CancellationToken cancellationToken = default)
    {
        headers ??= """{"X-Token":"$API_TOKEN"}""";
        var file = $$"""
            [{"name":"t","description":"d","parameters":{"type":"object","properties":{"id":true},"required":["id"]},
              "http":{"method":"{{method}}","url":"{{address}}{{path}}","headers":{{headers}} } }]
            """;
        using var provider = DeclaredToolsFile.Load(new MemoryStream(Encoding.UTF8.GetBytes(file)), Environment, clock);
        var given = new AIFunctionArguments(JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments));
        if (call is not null)
            given.Context = new Dictionary<object, object?> { [typeof(ToolCallContext)] = call };
        for (var i = 1; i < times; i++)
            await provider.Tools[0].InvokeAsync(given, cancellationToken);
        return Assert.IsType<string>(await provider.Tools[0].InvokeAsync(given, cancellationToken));
    }
}
