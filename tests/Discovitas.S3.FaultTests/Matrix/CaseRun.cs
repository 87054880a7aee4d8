using System.Collections.Concurrent;
using System.Globalization;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>Runs cases, each in a world of its own.</summary>
internal static class CaseRun
{
    // Most of the time is waiting; more at once would starve each other of the processor, and time out by that.
    internal const int AtOnce = 16;

    internal static async Task<RunResult> RunAsync(ISubject subject, Case @case)
    {
        var source = new Source(
            @case.Content, Payload.Get(@case.Target.IsLarge ? subject.LargeSize : Target.SmallSize));
        await using var world = await World.StartAsync(subject);
        var seen = await UploadRun.RunAsync(world, subject, source, @case.Plan());
        return new RunResult(subject, @case, seen, Judge.Assess(seen, subject.IsOurs, @case.MustSucceed));
    }

    /// <summary>Runs them, several at once.</summary>
    internal static async Task<IReadOnlyCollection<RunResult>> RunAllAsync(
        IEnumerable<(ISubject Subject, Case Case)> runs, int atOnce = AtOnce)
    {
        var results = new ConcurrentQueue<RunResult>();
        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (run, _) =>
        {
            results.Enqueue(await RunAsync(run.Subject, run.Case));
            if (results.Count % 500 == 0)
            {
                await Console.Error.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{DateTime.Now:HH:mm:ss} {results.Count} runs"));
            }
        });
        return results;
    }
}
