using System.Buffers;
using System.Net.Http.Headers;
using System.Text;

namespace SmoothOperator.Bench.Relay;

/// <summary>One streamed completion per turn, with everything of HTTP that is optional turned off.</summary>
internal sealed class GatewayClient(Uri baseUrl, string model) : IDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");
    private readonly Uri _completions = new($"{baseUrl.AbsoluteUri.TrimEnd('/')}/chat/completions");
    private readonly byte[] _model = Encoding.UTF8.GetBytes(model);
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        ActivityHeadersPropagator = null,
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
    });

    /// <summary>The body of a request; both texts are still-escaped JSON string content, an empty model means the default one.</summary>
    public byte[] Body(ReadOnlySpan<byte> message, ReadOnlySpan<byte> model)
    {
        var body = new ArrayBufferWriter<byte>(message.Length + 160);
        body.Write("{\"model\":\""u8);
        body.Write(model.IsEmpty ? _model : model);
        body.Write("\",\"messages\":[{\"role\":\"user\",\"content\":\""u8);
        body.Write(message);
        body.Write("\"}],\"stream\":true,\"stream_options\":{\"include_usage\":true}}"u8);
        return body.WrittenSpan.ToArray();
    }

    public async ValueTask<HttpResponseMessage> SendAsync(byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _completions);
        request.Content = new ByteArrayContent(body) { Headers = { ContentType = Json } };
        return await _http.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _http.Dispose();
}
