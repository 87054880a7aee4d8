using System.Diagnostics;
using System.Globalization;

namespace Discovitas.S3.FaultTests.Chaos;

/// <summary>
/// Random uploads and random faults, by the thousand or for an hour. It fails if the store ever holds something else
/// than was said.
/// </summary>
internal static class ChaosCommand
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    internal static async Task<int> RunAsync(CommandLine options)
    {
        var clock = Stopwatch.StartNew();
        await using var chaos = Create(options);
        await chaos.UploadAsync(options.Number("first", 0), options.Number("uploads", 2000));
        return Summary(chaos, clock);
    }

    internal static async Task<int> SoakAsync(CommandLine options)
    {
        var clock = Stopwatch.StartNew();
        using var end = new CancellationTokenSource(TimeSpan.FromMinutes(options.Number("minutes", 60)));
        await using var chaos = Create(options);
        Console.WriteLine("| minute | RSS MiB | handles | threads | queue | uploads | violations |");
        Console.WriteLine("| ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        var uploading = chaos.UploadAsync(0, int.MaxValue, end.Token);
        while (await Task.WhenAny(uploading, Task.Delay(Interval, CancellationToken.None)) != uploading)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {clock.Elapsed.TotalMinutes:F0} | {Environment.WorkingSet / 1024 / 1024} | {Handles()} "
                + $"| {ThreadPool.ThreadCount} | {ThreadPool.PendingWorkItemCount} "
                + $"| {chaos.Counts.Uploads} | {chaos.Violations.Count} |"));
        }

        await uploading;
        return Summary(chaos, clock);
    }

    private static ChaosRun Create(CommandLine options) =>
        new(options.Number("seed", 1), options.Number("at-once", ChaosRun.AtOnce));

    private static int Summary(ChaosRun chaos, Stopwatch clock)
    {
        foreach (var violation in chaos.Violations)
        {
            Console.WriteLine(violation);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{chaos.Counts} in {clock.Elapsed.TotalMinutes:F1} minutes; broken promises: {chaos.Violations.Count}"));
        return chaos.Violations.Count == 0 ? 0 : 1;
    }

    private static int Handles()
    {
        using var self = Process.GetCurrentProcess();
        return OperatingSystem.IsLinux() ? Directory.GetFiles("/proc/self/fd").Length : self.HandleCount;
    }
}
