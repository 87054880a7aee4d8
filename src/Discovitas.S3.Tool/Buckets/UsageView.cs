using System.Globalization;
using Discovitas.S3.Tool.Terminal;
using Spectre.Console;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Shows what the files of a bucket use.</summary>
internal static class UsageView
{
    // What narrower screens do without.
    private const int ColumnsForNewest = 60;
    private const int ColumnsForOldest = 76;

    private static readonly string[] Headers = ["Files", "Size", "Newest", "Oldest"];

    internal static void Show(Screen screen, StorageUsage usage, string? folder)
    {
        var table = TableText.Create("Folder", [.. HeadersFor(screen.Columns)]);
        Add(table, string.IsNullOrEmpty(folder) ? "(all files)" : folder, usage);
        foreach (var below in usage.Folders)
        {
            Add(table, below.Folder, below);
        }

        if (usage.OtherFolders is { } others)
        {
            Add(table, "(further folders)", others);
        }

        Add(table, "(pending)", usage.Pending);
        Add(table, "(other objects)", usage.OtherObjects);
        screen.Show(table);
        screen.Sentence(Unfinished(usage.UnfinishedUploads));
    }

    private static IEnumerable<string> HeadersFor(int columns) =>
        Headers.Take(columns < ColumnsForNewest ? 2 : columns < ColumnsForOldest ? 3 : 4);

    private static void Add(Table table, string folder, StorageTotal total) => table.Add(
        folder,
        DisplayText.Count(total.Files),
        DisplayText.Size(total.Bytes),
        Date(total.Newest),
        Date(total.Oldest));

    private static string Date(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    private static string Unfinished(long? uploads) => uploads switch
    {
        null => "Unfinished multipart uploads: unknown, since the credentials or the store do not allow listing them.",
        0 => "Unfinished multipart uploads: none.",
        { } number => $"Unfinished multipart uploads: {DisplayText.Count(number)}. Their parts are billed; "
            + "discovitas-s3 clean aborts old ones.",
    };
}
