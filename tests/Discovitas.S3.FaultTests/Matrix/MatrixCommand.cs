using System.Diagnostics;
using System.Globalization;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>Runs the matrix, whole or a part of it, and prints the table. It fails if ours breaks a promise.</summary>
internal static class MatrixCommand
{
    internal static async Task<int> RunAsync(CommandLine options)
    {
        var clock = Stopwatch.StartNew();
        var subjects = AllSubjects.List.Where(
            subject => options.Text("subject") is not { } name || name.Split(',').Contains(subject.Name)).ToList();
        if (options.Text("case") is { } id)
        {
            return await ShowAsync(subjects, id);
        }

        var cases = Mixed(subjects.SelectMany(subject => Cases(subject, options)));
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{cases.Length} runs to make"));
        var runs = await CaseRun.RunAllAsync(cases, options.Number("at-once", CaseRun.AtOnce));
        Console.WriteLine(Report.Create(runs));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"{runs.Count} runs in {clock.Elapsed.TotalMinutes:F1} minutes."));
        return runs.Any(run => run.BreaksOurPromises) ? 1 : 0;
    }

    private static IEnumerable<(ISubject Subject, Case Case)> Cases(ISubject subject, CommandLine options) => CaseList
        .Sample(subject, options.Number("sample", int.MaxValue), options.Number("seed", 1))
        .Where(found => options.Text("only") is not { } part || found.Id.Contains(part, StringComparison.Ordinal))
        .Select(found => (subject, found));

    // Those that wait beside those that work.
    private static (ISubject Subject, Case Case)[] Mixed(IEnumerable<(ISubject Subject, Case Case)> runs)
    {
        var mixed = runs.ToArray();
        new Random(mixed.Length).Shuffle(mixed);
        return mixed;
    }

    private static async Task<int> ShowAsync(IReadOnlyList<ISubject> subjects, string id)
    {
        var known = subjects.SelectMany(
            subject => CaseList.Get(subject).Where(found => found.Id == id).Select(found => (subject, found))).ToList();
        if (known.Count == 0)
        {
            return Usage.Show($"There is no case {id}.");
        }

        var code = 0;
        foreach (var (subject, found) in known)
        {
            var run = await CaseRun.RunAsync(subject, found);
            Console.WriteLine($"{subject.Name}: {run.Violations}{(run.Judgement.IsOpen ? ", open" : "")}; {run.Seen}");
            code = run.BreaksOurPromises ? 1 : code;
        }

        return code;
    }
}
