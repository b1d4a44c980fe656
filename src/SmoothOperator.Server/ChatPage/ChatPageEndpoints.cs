using System.Text.Json;

namespace SmoothOperator.Server.ChatPage;

/// <summary>Serves the chat page: <c>/</c>, its files under <c>/chat/</c>, and <c>/chat/config.json</c>.</summary>
internal static class ChatPageEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps the page. Every answer carries the headers of <c>headers.json</c>: a content security policy without inline code
    /// or foreign hosts, no sniffing, no referrer.
    /// </summary>
    internal static IEndpointRouteBuilder MapChatPage(this IEndpointRouteBuilder endpoints, ChatPageConfig config)
    {
        var files = ChatPageFiles.Load();
        var headers = JsonSerializer.Deserialize(ChatPageFiles.Read("chat-page/headers.json"), ChatPageJson.Default.DictionaryStringString) ?? [];
        var configuration = new ChatPageFile("application/json", "no-cache", JsonSerializer.SerializeToUtf8Bytes(config, ChatPageJson.Default.ChatPageConfig));

        Map("/", _ => files.Index);
        Map("/chat/config.json", _ => configuration);
        Map("/chat/{name}", context => files.Find(context.Request.RouteValues["name"] as string));
        return endpoints;

        void Map(string pattern, Func<HttpContext, ChatPageFile?> find) => endpoints.MapMethods(pattern, Reading, context =>
        {
            foreach (var (name, value) in headers)
                context.Response.Headers[name] = value;
            return find(context) is { } file ? file.WriteAsync(context) : Results.NotFound().ExecuteAsync(context);
        });
    }
}
