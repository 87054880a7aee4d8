using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Discovitas.S3.FaultTests.Subjects;
using Discovitas.S3.FaultTests.Support;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>Runs the matrix, whole or a part of it, and prints the table. It fails if ours breaks a promise.</summary>
internal static class MatrixCommand
{
    // Most of the time is waiting; more at once would starve each other of the processor, and time out by that.
    private const int AtOnce = 12;

    internal static async Task<int> RunAsync(CommandLine options)
    {
        var clock = Stopwatch.StartNew();
        var subjects = AllSubjects.List.Where(subject => options.Text("subject") is not { } name || subject.Name == name).ToList();
        if (options.Text("case") is { } id)
        {
            return await ShowAsync(subjects, id);
        }

        var runs = await RunAsync(subjects.SelectMany(subject => Cases(subject, options).Select(found => (subject, found))), options.Number("at-once", AtOnce));
        Console.WriteLine(Report.Of(runs));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{runs.Count} runs in {clock.Elapsed.TotalMinutes:F1} minutes."));
        return runs.Any(run => run.Subject.IsOurs && run.Violations != Violation.None) ? 1 : 0;
    }

    /// <summary>Runs them, several at once.</summary>
    internal static async Task<IReadOnlyCollection<RunResult>> RunAsync(IEnumerable<(ISubject Subject, Case Case)> runs, int atOnce = AtOnce)
    {
        var results = new ConcurrentQueue<RunResult>();
        await Parallel.ForEachAsync(runs, new ParallelOptions { MaxDegreeOfParallelism = atOnce }, async (run, _) =>
        {
            results.Enqueue(await CaseRun.RunAsync(run.Subject, run.Case));
            if (results.Count % 500 == 0)
            {
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{results.Count} runs"));
            }
        });
        return results;
    }

    private static IEnumerable<Case> Cases(ISubject subject, CommandLine options)
    {
        var all = CaseList.Sample(subject, options.Number("sample", int.MaxValue), options.Number("seed", 1));
        return all.Where(found => options.Text("only") is not { } part || found.Id.Contains(part, StringComparison.Ordinal));
    }

    private static async Task<int> ShowAsync(IReadOnlyList<ISubject> subjects, string id)
    {
        var found = subjects.SelectMany(subject => CaseList.Of(subject).Where(known => known.Id == id).Select(known => (subject, known))).ToList();
        var results = new List<RunResult>();
        foreach (var (subject, known) in found)
        {
            var run = await CaseRun.RunAsync(subject, known);
            results.Add(run);
            Show(run);
        }

        return found.Count == 0 ? Usage.Show($"There is no case {id}.") : results.Any(run => run.Subject.IsOurs && run.Violations != Violation.None) ? 1 : 0;
    }

    private static void Show(RunResult run)
    {
        Console.WriteLine($"{run.Subject.Name}: {(run.Succeeded ? "success" : run.HasEnded ? "failure" : "no end")}; {run.Violations}{(run.IsOpen ? "; open" : "")}");
        foreach (var line in run.Requests.Select(request => request.ToString()).Concat(run.Messages))
        {
            Console.WriteLine($"  {line}");
        }

        Console.WriteLine($"  {run.Holdings.Hashes.Count} objects, {run.Holdings.Uploads.Count} multipart uploads");
        if (run.Failure is { } failure)
        {
            Console.WriteLine($"  {failure.GetType().Name}: {failure.Message}");
        }
    }
}
