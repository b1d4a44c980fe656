using System.Net.Sockets;

namespace SmoothOperator.Bench.Gateway;

/// <summary>A reply that can be sent any number of times, on any connection.</summary>
internal interface IReply
{
    /// <summary>Whether the connection ends after this reply.</summary>
    bool Closes { get; }

    ValueTask SendAsync(Socket socket, CancellationToken cancellationToken);
}
