using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using SmoothOperator.Server.ChatPage;
using Xunit;

namespace SmoothOperator.Browser.Tests;

public sealed partial class ChatPageEndpointsTests : IAsyncLifetime
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    public ChatPageEndpointsTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.MapChatPage(new ChatPageConfig("Our \"shop\"", DemoModel: true, "demo"));
    }

    public async Task InitializeAsync()
    {
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Urls.First());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task The_page_answers_with_html_and_a_policy_that_allows_no_foreign_or_inline_code()
    {
        using var response = await _client.GetAsync(new Uri("/", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType?.MediaType);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("no-referrer", Assert.Single(response.Headers.GetValues("Referrer-Policy")));
        Assert.True(response.Headers.CacheControl?.NoCache);
    }

    [Fact]
    public async Task Every_file_the_page_names_is_served_forever_with_a_tag_that_spares_the_second_download()
    {
        var page = await _client.GetStringAsync(new Uri("/", UriKind.Relative));
        foreach (var address in Assets().Matches(page).Select(match => new Uri(match.Value, UriKind.Relative)))
        {
            using var first = await _client.GetAsync(address);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.Equal(TimeSpan.FromDays(365), first.Headers.CacheControl?.MaxAge);
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
            using var second = await _client.SendAsync(request);
            Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        }
    }

    [ScriptedFact]
    public async Task Scripts_are_sent_compressed_to_those_who_accept_it_under_another_tag()
    {
        var page = await _client.GetStringAsync(new Uri("/", UriKind.Relative));
        var script = new Uri(Assets().Matches(page).Select(match => match.Value).Single(name => name.EndsWith(".js", StringComparison.Ordinal)), UriKind.Relative);
        using var plain = await _client.GetAsync(script);
        using var request = new HttpRequestMessage(HttpMethod.Get, script);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        using var compressed = await _client.SendAsync(request);
        Assert.Equal("br", Assert.Single(compressed.Content.Headers.ContentEncoding));
        Assert.Contains("Accept-Encoding", compressed.Headers.Vary);
        Assert.NotEqual(plain.Headers.ETag, compressed.Headers.ETag);
        Assert.True((await compressed.Content.ReadAsByteArrayAsync()).Length * 2 < (await plain.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task The_configuration_tells_title_and_model() =>
        Assert.Equal("""{"title":"Our \u0022shop\u0022","demoModel":true,"modelName":"demo"}""", await _client.GetStringAsync(new Uri("/chat/config.json", UriKind.Relative)));

    [Theory]
    [InlineData("/chat/nothing.js")]
    [InlineData("/chat/index.html")]
    [InlineData("/chat/..%2fheaders.json")]
    public async Task What_is_not_a_file_of_the_page_is_not_found(string address)
    {
        using var response = await _client.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task A_head_request_has_headers_and_no_body()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, new Uri("/", UriKind.Relative));
        using var response = await _client.SendAsync(request);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [GeneratedRegex("/chat/[^\"]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Assets();
}
