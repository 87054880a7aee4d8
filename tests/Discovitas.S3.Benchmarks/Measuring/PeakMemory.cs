namespace Discovitas.S3.Benchmarks.Measuring;

/// <summary>The most memory that this process has held, as Linux counts it; elsewhere nothing.</summary>
internal static class PeakMemory
{
    private const string ResetPeak = "5";

    /// <summary>Counts anew from here.</summary>
    internal static void Reset()
    {
        if (OperatingSystem.IsLinux())
        {
            File.WriteAllText("/proc/self/clear_refs", ResetPeak);
        }
    }

    /// <summary>Bytes; null where the system does not tell.</summary>
    internal static long? Read() => OperatingSystem.IsLinux() ? Field("VmHWM:") : null;

    internal static long? Now() => OperatingSystem.IsLinux() ? Field("VmRSS:") : null;

    private static long? Field(string name) =>
        File.ReadLines("/proc/self/status")
            .FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            ? long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024
            : null;
}
