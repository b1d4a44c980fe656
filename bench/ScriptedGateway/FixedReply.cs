using System.Net.Sockets;
using System.Text;

namespace SmoothOperator.Bench.Gateway;

/// <summary>A short answer that is not a completion.</summary>
internal sealed class FixedReply : IReply
{
    private readonly byte[] _bytes;

    private FixedReply(string status, string body) => _bytes = Encoding.UTF8.GetBytes(
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n{body}");

    /// <summary>Neither a known path nor a known model.</summary>
    public static FixedReply NotFound { get; } = new(
        "404 Not Found",
        """{"error":{"message":"POST /v1/chat/completions with model burst-N, instant-N or paced-MS-N","type":"invalid_request_error"}}""");

    public bool Closes => true;

    public ValueTask SendAsync(Socket socket, CancellationToken cancellationToken) => SocketWriter.WriteAsync(socket, _bytes, cancellationToken);
}
