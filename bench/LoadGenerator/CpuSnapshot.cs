using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SmoothOperator.Bench.Load;

/// <summary>Processor seconds used so far by the three processes of a measurement, and when.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CpuSnapshot(long At, double Server, double Gateway, double Load)
{
    public static CpuSnapshot Take(ProcessUsage? server, ProcessUsage? gateway) =>
        new(Stopwatch.GetTimestamp(), server?.CpuSeconds ?? 0, gateway?.CpuSeconds ?? 0, ProcessUsage.OwnCpuSeconds);
}
