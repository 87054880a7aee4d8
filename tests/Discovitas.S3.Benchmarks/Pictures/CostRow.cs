using Discovitas.S3.Benchmarks.Report;

namespace Discovitas.S3.Benchmarks.Pictures;

/// <summary>The uploads of one form of content, with and without cleaning, as a row of the table.</summary>
internal sealed record CostRow(
    string Form, string Scheme, Spread Plain, Spread Cleaned, Spread Ratio, double PlainKiB, double CleanedKiB)
{
    internal const string Heads =
        """
        | content | over | CPU ms/upload | with cleaning | ratio (min–max) | KiB allocated/upload | with cleaning |
        |---|---|--:|--:|--:|--:|--:|
        """;

    /// <param name="form">The form of the content.</param>
    /// <param name="scheme">How it was sent.</param>
    /// <param name="plain">The batches without cleaning.</param>
    /// <param name="cleaned">Those beside them, with cleaning.</param>
    internal static CostRow From(string form, string scheme, List<BatchCost> plain, List<BatchCost> cleaned) => new(
        form,
        scheme,
        Spread.From(plain.Select(batch => batch.CpuMilliseconds)),
        Spread.From(cleaned.Select(batch => batch.CpuMilliseconds)),
        Spread.From(plain.Zip(cleaned, (before, after) => after.CpuMilliseconds / before.CpuMilliseconds)),
        plain.Average(batch => batch.AllocatedKiB),
        cleaned.Average(batch => batch.AllocatedKiB));

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"| {Form} | {Scheme} | {Plain.Median:F3} | {Cleaned.Median:F3} "
        + $"| {Ratio.Median:F3} ({Ratio.Min:F2}–{Ratio.Max:F2}) | {PlainKiB:F0} | {CleanedKiB:F0} |");
}
