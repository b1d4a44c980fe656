using System.Diagnostics;
using System.Numerics;

namespace SmoothOperator.Bench.Load;

/// <summary>Durations in buckets of under 0.4 % width; any number of threads may record.</summary>
internal sealed class LatencyHistogram
{
    private const int Precision = 8;
    private const int BucketsPerOctave = 1 << Precision;
    private readonly long[] _counts = new long[(64 - Precision) * BucketsPerOctave];
    private long _total;

    /// <summary>Records that arrive while this is off, as in a warm-up, are dropped.</summary>
    public bool IsRecording { get; set; } = true;

    public long Count => Interlocked.Read(ref _total);

    public void Record(long ticks)
    {
        if (!IsRecording)
            return;
        Interlocked.Increment(ref _counts[Index((ulong)Math.Max(0, ticks))]);
        Interlocked.Increment(ref _total);
    }

    /// <summary>The duration in milliseconds under which the given share (0 to 1) of all records lies; 0 when there is none.</summary>
    public double Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        long seen = 0;
        for (var i = 0; i < _counts.Length && rank > 0; i++)
        {
            seen += Interlocked.Read(ref _counts[i]);
            if (seen >= rank)
                return Middle(i) * 1000.0 / Stopwatch.Frequency;
        }

        return 0;
    }

    private static int Index(ulong value)
    {
        var octave = Math.Max(0, BitOperations.Log2(value | 1) - Precision);
        return (octave * BucketsPerOctave) + (int)(value >> octave);
    }

    private static double Middle(int index)
    {
        var octave = Math.Max(0, (index / BucketsPerOctave) - 1);
        var mantissa = index - (octave * BucketsPerOctave);
        return (mantissa + 0.5) * Math.Pow(2, octave);
    }
}
