using System.Runtime.InteropServices;

namespace Discovitas.S3.Benchmarks.Report;

/// <summary>When and on what it was measured.</summary>
internal static class Machine
{
    internal static string Describe(int rounds) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DateTime.UtcNow:yyyy-MM-dd}; {Processor()}, {Environment.ProcessorCount} cores shared by client and server; "
        + $"{RuntimeInformation.OSDescription}; {RuntimeInformation.FrameworkDescription}; "
        + $"medians (min–max) of {rounds} rounds.\n");

    private static string Processor() =>
        OperatingSystem.IsLinux()
            && File.ReadLines("/proc/cpuinfo")
                .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
