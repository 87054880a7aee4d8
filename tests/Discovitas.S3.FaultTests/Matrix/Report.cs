using System.Globalization;
using System.Text;

namespace Discovitas.S3.FaultTests.Matrix;

/// <summary>
/// The runs as Markdown: outcomes by subject, faults by subject, and every promise of ours that was broken.
/// </summary>
internal static class Report
{
    private static readonly (string Name, Func<Tally, string> Value)[] Rows =
    [
        ("runs", tally => Text(tally.Runs)),
        ("success reported", tally => Text(tally.Stored)),
        ("failure reported", tally => Text(tally.Failed)),
        ("false success", tally => Text(tally[Violation.FalseSuccess])),
        ("false failure", tally => Text(tally[Violation.FalseFailure])),
        ("wrong bytes", tally => Text(tally[Violation.WrongBytes])),
        ("duplicates", tally => Text(tally[Violation.Duplicate])),
        ("leaked multipart uploads", tally => Text(tally[Violation.LeakedUpload])),
        ("hangs", tally => Text(tally[Violation.Hang])),
        ("undocumented exceptions", tally => Text(tally[Violation.WrongException])),
        ("recoverable faults survived", tally => $"{Text(tally.Survived)} of {Text(tally.Recoverable)}"),
        ("open (see below)", tally => Text(tally.Open)),
    ];

    internal static string Create(IReadOnlyCollection<RunResult> runs)
    {
        var subjects = runs.Select(run => run.Subject).Distinct()
            .OrderBy(subject => AllSubjects.List.ToList().IndexOf(subject)).ToList();
        var text = new StringBuilder();
        Head(text, "outcome", subjects);
        var tallies = subjects.Select(subject => Tally.From(runs.Where(run => run.Subject == subject))).ToList();
        foreach (var (name, value) in Rows)
        {
            Row(text, name, tallies.Select(value));
        }

        text.AppendLine()
            .AppendLine("By fault: recoverable ones survived of those met; in brackets, runs that broke a promise.")
            .AppendLine();
        Head(text, "fault", subjects);
        foreach (var fault in FaultList.All)
        {
            Row(
                text,
                fault.Name,
                subjects.Select(
                    subject => Cell(Tally.From(runs.Where(run => run.Subject == subject && run.Case.Fault == fault)))));
        }

        text.AppendLine().AppendLine(
            "Open: every request that could tell, or clean up, was broken for good, "
            + "and the exception or the log says so.");
        return text.AppendLine().Append(BrokenPromises(runs)).ToString();
    }

    /// <summary>Every promise of ours that was broken; those alike but for the content on one line.</summary>
    internal static string BrokenPromises(IEnumerable<RunResult> runs)
    {
        var broken = runs.Where(run => run.BreaksOurPromises).OrderBy(run => run.Case.Id, StringComparer.Ordinal)
            .ToList();
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Broken promises of ours: {broken.Count}");
        foreach (var alike in broken.GroupBy(Kind))
        {
            var first = alike.First();
            var others = string.Concat(alike.Skip(1).Select(run => $", {run.Case.Content}"));
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"- {first.Case.Id}{others} ({first.Subject.Name}): {first.Violations}; "
                + $"{first.Seen.Failure?.GetType().Name} {first.Seen.Failure?.Message}");
        }

        return text.ToString();
    }

    private static (Case, ISubject, Violation, Type?) Kind(RunResult run) =>
        (run.Case with { Content = default }, run.Subject, run.Violations, run.Seen.Failure?.GetType());

    private static string Cell(Tally tally) => tally switch
    {
        { Runs: 0 } => "",
        { Broken: 0 } => $"{Text(tally.Survived)}/{Text(tally.Recoverable)}",
        _ => $"{Text(tally.Survived)}/{Text(tally.Recoverable)} ({Text(tally.Broken)})",
    };

    private static void Head(StringBuilder text, string first, IReadOnlyCollection<ISubject> subjects)
    {
        Row(text, first, subjects.Select(subject => subject.Name));
        Row(text, "---", subjects.Select(_ => "---:"));
    }

    private static void Row(StringBuilder text, string name, IEnumerable<string> cells) =>
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" | ", cells)} |");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
