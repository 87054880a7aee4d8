using System.Text;

namespace Discovitas.S3.Benchmarks.Report;

/// <summary>
/// One case as a table: medians, with the least and the most, and each client's ratio to the limits and to the SDK's
/// defaults.
/// </summary>
internal sealed class MarkdownTable(UploadCase upload, IReadOnlyList<Participant> participants)
{
    private const double KiB = 1024;
    private const double MiB = 1024 * 1024;

    private static readonly string[] References =
    [
        Uploaders.Raw, Uploaders.Signed, Uploaders.SdkProfile, Uploaders.Sdk
    ];

    private readonly List<Summary> _summaries =
    [
        .. participants.Select(participant => new Summary(participant, upload))
    ];

    internal string Write(string title)
    {
        var references = _summaries.Where(summary => References.Contains(summary.Client) && summary.Error is null)
            .ToList();
        var text = new StringBuilder().AppendLine(title).AppendLine();
        List<string> heads =
        [
            "client",
            upload.IsSmall ? "uploads/s" : "MiB/s",
            "p50 ms",
            "p99 ms",
            upload.IsSmall ? "CPU µs/upload" : "CPU s/GiB",
            upload.IsSmall ? "KiB allocated/upload" : "MiB allocated/GiB",
            "peak MiB",
            .. references.Select(reference => $"time, CPU × {reference.Client}"),
        ];
        Append(text, heads);
        Append(text, heads.Select((_, i) => i == 0 ? "---" : "--:"));
        foreach (var summary in _summaries)
        {
            Append(
                text,
                summary.Error is { } error
                    ? [summary.Client, $"failed: {error}"]
                    : [.. Measured(summary), .. references.Select(reference => Ratio(summary, reference))]);
        }

        return text.ToString();
    }

    private IEnumerable<string> Measured(Summary summary) =>
    [
        summary.Client,
        upload.IsSmall ? Show(summary.UploadsPerSecond, 1, "F0") : Show(summary.BytesPerSecond, MiB, "F0"),
        Show(summary.P50, 1e-3, upload.IsSmall ? "F2" : "F0"),
        Show(summary.P99, 1e-3, upload.IsSmall ? "F2" : "F0"),
        upload.IsSmall ? Show(summary.CpuPerUpload, 1e-6, "F0") : Show(summary.CpuPerGiB, 1, "F2"),
        upload.IsSmall ? Show(summary.AllocatedPerUpload, KiB, "F1") : Show(summary.AllocatedPerGiB, MiB, "F1"),
        summary.PeakMemory is { } peak ? Show(peak, MiB, "F0") : "n/a",
    ];

    private static string Ratio(Summary summary, Summary reference) => string.Create(
        CultureInfo.InvariantCulture,
        $"{summary.TimePerUpload.Median / reference.TimePerUpload.Median:F2}, "
                + $"{summary.CpuPerUpload.Median / reference.CpuPerUpload.Median:F2}");

    private static string Show(Spread spread, double unit, string format)
    {
        return $"{Number(spread.Median)} ({Number(spread.Min)}–{Number(spread.Max)})";

        string Number(double value) => (value / unit).ToString(format, CultureInfo.InvariantCulture);
    }

    private static void Append(StringBuilder text, IEnumerable<string> cells) =>
        text.Append("| ").AppendJoin(" | ", cells).AppendLine(" |");
}
