using Discovitas.S3.Tool.Checks;
using Discovitas.S3.Tool.Terminal;
using Spectre.Console;

namespace Discovitas.S3.Tool.Conformance;

/// <summary>Shows what a store can do: first everything, then what it limits, then the settings.</summary>
internal static class ConformanceView
{
    // What narrower screens do without: what is checked.
    private const int ColumnsForChecked = 130;

    private static readonly Style Heading = new(decoration: Decoration.Bold);

    private static readonly (CheckStatus Status, string Mark, string One, string Several, Color Color)[] Marks =
    [
        (CheckStatus.Works, "✓", "works", "work", Color.Green),
        (CheckStatus.Limited, "!", "limited", "limited", Color.Yellow),
        (CheckStatus.DoesNotWork, "✗", "does not work", "do not work", Color.Red),
        (CheckStatus.Skipped, "·", "skipped", "skipped", Color.Default),
    ];

    internal static void Show(Screen screen, ConformanceReport report)
    {
        var hasChecked = screen.Columns >= ColumnsForChecked;
        screen.Show(MarkedList.Create([.. report.Checks.Select(check => Row(check, hasChecked))], screen.Columns));
        screen.Line();
        ShowLimits(screen, report);
        if (report.IsUsable)
        {
            ShowSettings(screen, report);
        }

        foreach (var sentence in Sentences(report))
        {
            screen.Sentence(sentence);
        }
    }

    private static IEnumerable<string> Sentences(ConformanceReport report)
    {
        if (report.Checks.Any(check => check.Seen.Contains("--change-bucket", StringComparison.Ordinal)))
        {
            yield return "To try the documents that the bucket does not have: discovitas-s3 conformance "
                + "--change-bucket. They are deleted again.";
        }

        if (report.Stopped is { } stopped)
        {
            yield return stopped;
            yield return "To find out why: discovitas-s3 doctor looks at the settings and the credentials.";
            yield break;
        }

        yield return Summary(report.Checks);
        yield return $"{DisplayText.Count(report.Requests)} requests, {DisplayText.Size(report.BytesSent)} sent."
            + (report.Left.Count == 0 ? " Nothing was left in the bucket." : "");
        yield return report.IsUsable
            ? "Files can be uploaded to this store."
            : "This store does not do what every upload needs, or the credentials do not permit to check it.";
    }

    private static MarkedRow Row(CheckReport check, bool hasChecked)
    {
        var mark = MarkOf(check.Status);
        return new MarkedRow(
            mark.Mark, mark.Color, check.Name, hasChecked ? [check.Checked, check.Seen] : [check.Seen]);
    }

    private static void ShowLimits(Screen screen, ConformanceReport report)
    {
        MarkedRow[] rows =
        [
            .. from check in report.Checks
               where check.Status is CheckStatus.Limited or CheckStatus.DoesNotWork
               let mark = MarkOf(check.Status)
               select new MarkedRow(
                   mark.Mark, mark.Color, check.Name, check.Limits ?? "Nothing: this library does not use it."),
        ];
        if (rows.Length > 0)
        {
            screen.Show(new Paragraph("What that limits", Heading));
            screen.Show(MarkedList.Create(rows, screen.Columns));
            screen.Line();
        }
    }

    // JSON is not wrapped, so that it can be copied.
    private static void ShowSettings(Screen screen, ConformanceReport report)
    {
        screen.Show(new Paragraph("Settings for this store", Heading));
        foreach (var line in SettingsText.Write(report).Split(Environment.NewLine))
        {
            screen.Line(DisplayText.Clean(line));
        }

        string[] unset = [.. report.Settings.Where(one => one.Value is null).Select(one => $"S3:{one.Key}")];
        if (unset.Length > 0)
        {
            screen.Sentence($"Leave unset: {string.Join(", ", unset)}.");
        }

        screen.Line();
    }

    private static string Summary(IReadOnlyList<CheckReport> checks)
    {
        var counts = Marks
            .Select(mark => (mark, Count: checks.Count(check => check.Status == mark.Status)))
            .Where(one => one.Count > 0)
            .Select(one => $"{one.mark.Mark} {one.Count} {(one.Count == 1 ? one.mark.One : one.mark.Several)}");
        return string.Join(", ", counts) + ".";
    }

    private static (CheckStatus Status, string Mark, string One, string Several, Color Color) MarkOf(
        CheckStatus status) => Array.Find(Marks, mark => mark.Status == status);
}
