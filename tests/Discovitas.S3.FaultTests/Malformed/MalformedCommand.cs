using System.Diagnostics;
using System.Globalization;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Sends malformed requests to the embedded S3, and abuses signatures. Fails if it finds something.</summary>
internal static class MalformedCommand
{
    internal static async Task<int> RunAsync(CommandLine options)
    {
        var clock = Stopwatch.StartNew();
        var seed = options.Number("seed", 1);
        var abuse = await AbuseRun.RunAsync();
        var counts = await MalformedRun.RunAsync(seed, options.Number("requests", 20_000), options.Number("first", 0));
        abuse.Found.Concat(counts.Found).ToList().ForEach(Console.WriteLine);
        Console.WriteLine($"Abuse of signatures: {abuse}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Malformed, seed {seed}: {counts}; {clock.Elapsed.TotalMinutes:F1} minutes"));
        return abuse.AreClean && counts.AreClean ? 0 : 1;
    }
}
