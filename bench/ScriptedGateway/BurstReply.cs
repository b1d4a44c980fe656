using System.Net.Sockets;
using System.Text;

namespace SmoothOperator.Bench.Gateway;

/// <summary>All deltas at once, rendered once, in a fixed number of writes.</summary>
internal sealed class BurstReply : IReply
{
    private readonly byte[][] _writes;

    public BurstReply(ReplyScript script)
    {
        _writes = new byte[Math.Min(script.Writes, script.Deltas)][];
        for (var i = 0; i < _writes.Length; i++)
        {
            var text = new StringBuilder();
            if (i == 0)
                text.Append(ReplyText.Head).Append(ReplyText.Role(script));
            for (var n = script.Deltas * i / _writes.Length; n < script.Deltas * (i + 1) / _writes.Length; n++)
                text.Append(ReplyText.Content(script, ReplyText.Word(n)));
            if (i == _writes.Length - 1)
                text.Append(ReplyText.End(script));
            _writes[i] = Encoding.UTF8.GetBytes(text.ToString());
        }
    }

    public bool Closes => false;

    public async ValueTask SendAsync(Socket socket, CancellationToken cancellationToken)
    {
        foreach (var bytes in _writes)
            await SocketWriter.WriteAsync(socket, bytes, cancellationToken).ConfigureAwait(false);
    }
}
