using System.Text;

namespace SmoothOperator.Bench.Gateway;

/// <summary>The replies rendered so far, by model name; each is rendered once and shared.</summary>
internal sealed class ReplyLibrary
{
    private const int MostModels = 64;
    private readonly Lock _lock = new();
    private volatile (byte[] Model, IReply Reply)[] _replies = [];

    public IReply Find(ReadOnlySpan<byte> model)
    {
        foreach (var (name, reply) in _replies)
        {
            if (model.SequenceEqual(name))
                return reply;
        }

        return Add(Encoding.UTF8.GetString(model));
    }

    private IReply Add(string model)
    {
        if (!ReplyScript.TryParse(model, out var script))
            return FixedReply.NotFound;
        lock (_lock)
        {
            if (_replies.Length >= MostModels)
                return FixedReply.NotFound;
            IReply reply = script.Interval > TimeSpan.Zero ? new PacedReply(script) : new BurstReply(script);
            _replies = [.. _replies, (Encoding.UTF8.GetBytes(model), reply)];
            return reply;
        }
    }
}
