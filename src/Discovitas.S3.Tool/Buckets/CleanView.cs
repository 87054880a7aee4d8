using Discovitas.S3.Tool.Terminal;
using Spectre.Console;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Shows what was deleted.</summary>
internal static class CleanView
{
    internal static void Show(Screen screen, CleanReport report)
    {
        var table = report.DryRun
            ? TableText.Create("Would be deleted", "Number", "Size")
            : TableText.Create("Deleted", "Number", "Size", "Failed");
        Add(table, "Unfinished uploads", report.DryRun, report.UnfinishedUploads);
        Add(table, "Pending files", report.DryRun, report.Pending);
        screen.Show(table);
        if (report is { DryRun: true, IsComplete: true })
        {
            screen.Sentence("Nothing was deleted: this was a dry run.");
        }
    }

    private static void Add(Table table, string name, bool dryRun, CleaningResult? result)
    {
        if (result is null)
        {
            table.Add(name, "failed", "", "");
            return;
        }

        table.Add(
            name,
            DisplayText.Count(dryRun ? result.Found : result.Deleted),
            DisplayText.Size(result.Bytes),
            DisplayText.Count(result.Failed));
    }
}
