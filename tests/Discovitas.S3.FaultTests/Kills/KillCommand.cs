using System.Diagnostics;
using System.Globalization;

namespace Discovitas.S3.FaultTests.Kills;

/// <summary>Kills the embedded S3 as often as it is told. Fails if a promise is broken.</summary>
internal static class KillCommand
{
    internal static async Task<int> RunAsync(CommandLine options)
    {
        var clock = Stopwatch.StartNew();
        var counts = await KillRun.RunAsync(options.Number("times", 200), options.Number("seed", 1));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{counts}; {clock.Elapsed.TotalMinutes:F1} minutes"));
        return counts.AreClean ? 0 : 1;
    }
}
