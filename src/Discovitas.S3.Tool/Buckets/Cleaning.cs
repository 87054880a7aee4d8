using Discovitas.S3.Tool.Terminal;

namespace Discovitas.S3.Tool.Buckets;

/// <summary>Aborts old unfinished uploads and deletes old pending files.</summary>
internal sealed class Cleaning(S3Housekeeping housekeeping, Screen screen)
{
    internal async Task<CleanReport> RunAsync(TimeSpan olderThan, bool dryRun, CancellationToken cancellationToken)
    {
        var options = new CleaningOptions { DryRun = dryRun };
        return new CleanReport
        {
            DryRun = dryRun,
            OlderThanSeconds = (long)olderThan.TotalSeconds,
            UnfinishedUploads = await TryAsync(
                "Unfinished multipart uploads",
                () => housekeeping.AbortUnfinishedUploadsAsync(olderThan, options, cancellationToken)),
            Pending = await TryAsync(
                "Pending files", () => housekeeping.DeletePendingAsync(olderThan, options, cancellationToken)),
        };
    }

    // One may be forbidden, or not supported, while the other works.
    private async Task<CleaningResult?> TryAsync(string what, Func<Task<CleaningResult>> clean)
    {
        try
        {
            return await screen.ShowStatusAsync(what, _ => clean());
        }
        catch (S3StoreException failure)
        {
            screen.Errors(ErrorText.From(failure).Select(sentence => $"{what}: {sentence}"));
            return null;
        }
    }
}
