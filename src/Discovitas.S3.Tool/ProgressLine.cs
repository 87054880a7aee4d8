using System.Globalization;

namespace Discovitas.S3.Tool;

/// <summary>Represents one state of a progress bar as text.</summary>
internal sealed record ProgressLine(string Name, UploadProgress Progress, TimeSpan Elapsed)
{
    private const double Mebibyte = 1024 * 1024;
    private const int MinName = 12;
    private const int MinBar = 8;
    private const int MaxBar = 30;

    private double Part => Progress switch
    {
        { TotalBytes: null } => 0,
        { TotalBytes: 0 } => 1,
        { TotalBytes: { } total, BytesSent: var sent } => Math.Min(1, (double)sent / total),
    };

    /// <summary>
    /// Returns name, percentage, bar, size and speed, as far as they fit: first the speed is left out, then the size,
    /// then the bar.
    /// </summary>
    internal string Fit(int columns)
    {
        var percent = Text($"{Math.Floor(Part * 100),3:0}%");
        var head = $"{DisplayText.Shorten(Name, Math.Max(MinName, columns / 3))}  {percent}";
        var total = Progress.TotalBytes is { } bytes ? Text($"{bytes / Mebibyte:0.0}") : "?";
        var sent = Progress.BytesSent / Mebibyte;
        var size = "  " + Text($"{sent:0.0}").PadLeft(total.Length) + $"/{total} MiB";

        // All bytes are sent; only the store's answer is missing.
        var speed = Part < 1 ? Text($"  {sent / Math.Max(Elapsed.TotalSeconds, 0.1),5:0.0} MiB/s") : "  finishing  ";
        return WithBar(head, size + speed, columns)
            ?? WithBar(head, size, columns)
            ?? WithBar(head, "", columns)
            ?? Array.Find([head, percent], text => DisplayText.Columns(text) <= columns)
            ?? "";
    }

    private string? WithBar(string before, string after, int columns)
    {
        var room = columns - DisplayText.Columns(before + after) - 2;
        return room < MinBar ? null : $"{before}  {Bar(Math.Min(room, MaxBar))}{after}";
    }

    private string Bar(int columns)
    {
        var full = (int)(Part * columns);
        return new string('█', full) + new string('░', columns - full);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
