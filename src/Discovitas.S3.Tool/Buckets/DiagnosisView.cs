using Discovitas.S3.Tool.Terminal;
using Spectre.Console;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Shows what was found about a bucket: first everything, then what to do.</summary>
internal static class DiagnosisView
{
    private static readonly (DiagnosisStatus Status, string Mark, string Words, Color Color)[] Marks =
    [
        (DiagnosisStatus.Ok, "✓", "ok", Color.Green),
        (DiagnosisStatus.Warning, "!", "warnings", Color.Yellow),
        (DiagnosisStatus.Failed, "✗", "failed", Color.Red),
        (DiagnosisStatus.NotPermitted, "?", "not permitted to look at", Color.Default),
        (DiagnosisStatus.NotSupported, "–", "not supported by the store", Color.Default),
        (DiagnosisStatus.NotLookedAt, "·", "not looked at", Color.Default),
    ];

    internal static void Show(Screen screen, Diagnosis diagnosis, bool hasOrigin)
    {
        screen.Show(MarkedList.Create([.. diagnosis.Findings.Select(Row)], screen.Columns));
        screen.Line();
        var toDo = diagnosis.Findings.Where(finding => finding is
        {
            Remedy: not null,
            Status: not DiagnosisStatus.NotLookedAt,
        });
        foreach (var sameRemedy in toDo.GroupBy(finding => finding.Remedy!))
        {
            ShowRemedy(screen, [.. sameRemedy]);
        }

        foreach (var hint in Hints(diagnosis.Findings, hasOrigin))
        {
            screen.Sentence(hint);
        }

        screen.Sentence(Summary(diagnosis.Findings));
    }

    private static IEnumerable<string> Hints(IReadOnlyList<DiagnosisFinding> findings, bool hasOrigin)
    {
        if (findings.Any(finding => CanBeApplied(finding.Name)
            && finding.Status is DiagnosisStatus.Failed or DiagnosisStatus.Warning))
        {
            yield return hasOrigin
                ? "To add the rules to those of the bucket: discovitas-s3 setup --apply, with the same --origin."
                : "To add the rules to those of the bucket: discovitas-s3 setup --apply";
        }

        if (findings.Any(finding => finding is { Name: "public-url", Status: DiagnosisStatus.Failed }))
        {
            yield return "If the files have no public URLs: discovitas-s3 doctor --private";
        }

        if (!hasOrigin)
        {
            yield return "To look at the CORS rules: discovitas-s3 doctor --origin https://www.example.com";
        }
    }

    private static bool CanBeApplied(string name) =>
        name is "lifecycle-pending" or "lifecycle-unfinished" || name.StartsWith("cors-", StringComparison.Ordinal);

    private static MarkedRow Row(DiagnosisFinding finding)
    {
        var (_, mark, _, color) = MarkOf(finding.Status);
        return new MarkedRow(mark, color, finding.Name, finding.Meaning);
    }

    private static void ShowRemedy(Screen screen, IReadOnlyList<DiagnosisFinding> findings)
    {
        var isFailure = findings.Any(finding => finding.Status is DiagnosisStatus.Failed);
        var worst = MarkOf(isFailure ? DiagnosisStatus.Failed : findings[0].Status);
        var names = string.Join(", ", findings.Select(finding => DisplayText.Clean(finding.Name)));
        screen.Show(new Paragraph($"{worst.Mark} {names}", new Style(worst.Color, decoration: Decoration.Bold)));

        foreach (var meaning in findings.Select(finding => finding.Meaning).Distinct())
        {
            screen.Sentence(MarkedList.OneLine(meaning));
        }

        // The first line is a sentence; a JSON document may follow, which is not wrapped so that it can be copied.
        var lines = findings[0].Remedy!.Split('\n');
        screen.Sentence(DisplayText.Clean(lines[0]));
        foreach (var line in lines.Skip(1))
        {
            screen.Line(DisplayText.Clean(line));
        }

        screen.Line();
    }

    private static string Summary(IReadOnlyList<DiagnosisFinding> findings)
    {
        var counts = Marks
            .Select(mark => (mark.Mark, mark.Words, Count: findings.Count(finding => finding.Status == mark.Status)))
            .Where(mark => mark.Count > 0)
            .Select(mark => $"{mark.Mark} {mark.Count} {(mark.Count == 1 ? mark.Words.TrimEnd('s') : mark.Words)}");
        return string.Join(", ", counts) + ".";
    }

    private static (DiagnosisStatus Status, string Mark, string Words, Color Color) MarkOf(DiagnosisStatus status) =>
        Array.Find(Marks, mark => mark.Status == status);
}
