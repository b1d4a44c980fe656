using System.Diagnostics;

namespace SmoothOperator.Bench.Load;

/// <summary>Counts the tokens of one running turn, and how long each was held if it carries its send time.</summary>
internal sealed class TurnProgress(Script script, LatencyHistogram? holdTimes)
{
    private long _started;
    private long _firstToken;
    private int _tokens;

    public void Start()
    {
        _firstToken = 0;
        _tokens = 0;
        _started = Stopwatch.GetTimestamp();
    }

    public void Token(ReadOnlySpan<byte> frame, long receivedAt)
    {
        if (_tokens++ == 0)
            _firstToken = receivedAt;
        if (holdTimes is not null && TokenTimestamp.TryRead(frame, out var sent))
            holdTimes.Record(receivedAt - sent);
    }

    /// <exception cref="TurnFailedException">Tokens are missing, or there are too many.</exception>
    public TurnResult Finish(bool isCited)
    {
        if (_tokens != script.Tokens)
            throw new TurnFailedException($"{_tokens} tokens instead of {script.Tokens}");
        return new(_started, _firstToken, Stopwatch.GetTimestamp(), isCited);
    }
}
