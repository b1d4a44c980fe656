using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SmoothOperator.Bench.Load;

/// <summary>Processor seconds used so far by the three processes of a measurement and by all processes, and when.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CpuSnapshot(long At, double Server, double Gateway, double Load, double Machine)
{
    public static CpuSnapshot Take(ProcessUsage? server, ProcessUsage? gateway) =>
        new(Stopwatch.GetTimestamp(), server?.CpuSeconds ?? 0, gateway?.CpuSeconds ?? 0, ProcessUsage.OwnCpuSeconds, ProcessUsage.MachineCpuSeconds);

    /// <summary>The share of the machine, in percent, that processes outside the measurement took since <paramref name="earlier"/>.</summary>
    public double OthersSince(in CpuSnapshot earlier)
    {
        var others = (Machine - Server - Gateway - Load) - (earlier.Machine - earlier.Server - earlier.Gateway - earlier.Load);
        return 100 * Math.Max(0, others) / (Stopwatch.GetElapsedTime(earlier.At, At).TotalSeconds * Environment.ProcessorCount);
    }
}
