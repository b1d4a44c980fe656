using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace SmoothOperator.Server.ChatPage;

/// <summary>One file of the page, with its Brotli form where the build made one.</summary>
internal sealed class ChatPageFile(string contentType, string cacheControl, byte[] content, byte[]? brotli = null)
{
    private readonly EntityTagHeaderValue _tag = TagOf(content);
    private readonly EntityTagHeaderValue? _brotliTag = brotli is null ? null : TagOf(brotli);

    /// <summary>Answers with the file, or with 304 when the client's copy is this one.</summary>
    internal Task WriteAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = cacheControl;
        if (brotli is null)
            return Results.Bytes(content, contentType, entityTag: _tag).ExecuteAsync(context);

        headers.Vary = HeaderNames.AcceptEncoding;
        if (!AcceptsBrotli(context.Request))
            return Results.Bytes(content, contentType, entityTag: _tag).ExecuteAsync(context);

        headers.ContentEncoding = "br";
        return Results.Bytes(brotli, contentType, entityTag: _brotliTag).ExecuteAsync(context);
    }

    private static bool AcceptsBrotli(HttpRequest request) =>
        StringWithQualityHeaderValue.TryParseList(request.Headers.AcceptEncoding, out var encodings)
        && encodings.Any(encoding => encoding.Value.Equals("br", StringComparison.OrdinalIgnoreCase) && encoding.Quality is not 0);

    private static EntityTagHeaderValue TagOf(byte[] content) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
}
