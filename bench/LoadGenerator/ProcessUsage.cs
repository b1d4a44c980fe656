using System.Globalization;

namespace SmoothOperator.Bench.Load;

/// <summary>What the kernel says about a process (Linux, <c>/proc</c>).</summary>
internal sealed class ProcessUsage(int processId)
{
    private const double ClockTicksPerSecond = 100; // USER_HZ, fixed at 100 in the kernel's user interface

    /// <summary>Processor time used so far, user and system, in seconds; in steps of 10 ms.</summary>
    public double CpuSeconds => (StatField(14) + StatField(15)) / ClockTicksPerSecond;

    /// <summary>Resident memory in bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            foreach (var line in File.ReadLines($"/proc/{processId}/status"))
            {
                if (line.StartsWith("VmRSS:", StringComparison.Ordinal))
                    return long.Parse(line.AsSpan(6, line.Length - 9).Trim(), CultureInfo.InvariantCulture) * 1024;
            }

            throw new InvalidOperationException($"no VmRSS for process {processId}");
        }
    }

    /// <summary>This process's own processor time in seconds.</summary>
    public static double OwnCpuSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Processor time of all processes in seconds, on the processors this process may use (the first ones).</summary>
    public static double MachineCpuSeconds => File.ReadLines("/proc/stat").Skip(1).Take(Environment.ProcessorCount).Sum(Busy) / ClockTicksPerSecond;

    private static double Busy(string line)
    {
        // cpuN user nice system idle iowait irq softirq …
        var fields = line.Split(' ');
        return Ticks(1) + Ticks(2) + Ticks(3) + Ticks(6) + Ticks(7);

        double Ticks(int field) => double.Parse(fields[field], CultureInfo.InvariantCulture);
    }

    private double StatField(int number)
    {
        // The second field is the name in brackets and may hold spaces; numbering goes on behind it.
        var stat = File.ReadAllText($"/proc/{processId}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return double.Parse(fields[number - 3], CultureInfo.InvariantCulture);
    }
}
