using System.Diagnostics;

namespace SmoothOperator.Bench.Load;

/// <summary>What a disk takes to make an append of 4 KiB durable.</summary>
internal sealed class DiskSyncScenario(DirectoryInfo directory, int appends)
{
    private const int AppendSize = 4096;

    public Result Run()
    {
        var path = Path.Combine(directory.FullName, $"fdatasync-{Environment.ProcessId}.tmp");
        var times = new LatencyHistogram();
        using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose))
        {
            var block = new byte[AppendSize];
            for (var i = 0; i < appends; i++)
            {
                var started = Stopwatch.GetTimestamp();
                file.Write(block);
                DataSync.Flush(file.SafeFileHandle);
                times.Record(Stopwatch.GetTimestamp() - started);
            }
        }

        return new Result("disk", "fdatasync", new Dictionary<string, double>(StringComparer.Ordinal)
        {
            ["p50 ms"] = times.Percentile(0.5),
            ["p99 ms"] = times.Percentile(0.99),
        });
    }
}
