using Discovitas.S3.Housekeeping;
using Discovitas.S3.Keys;

namespace Discovitas.S3;

/// <content>Measuring.</content>
public partial class S3Housekeeping
{
    /// <summary>
    /// Measures what files use, by folder, with what is pending and unfinished beside it (S3 operations ListObjectsV2
    /// and ListMultipartUploads). It costs one request for each thousand objects, and at least four.
    /// </summary>
    /// <param name="folder">
    /// The folder to measure, as in <see cref="FileUploadRequest.Folder"/>. The default is all files.
    /// </param>
    /// <param name="depth">How many levels of folders below it are listed, at least 0. The default is 1.</param>
    /// <param name="progress">
    /// Receives the number of objects listed so far, once for each thousand. The default is none.
    /// </param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <returns>
    /// The files that are stored while the bucket is listed. Memory does not depend on their number.
    /// </returns>
    /// <exception cref="ArgumentException">The folder is not of the allowed form, or the depth is negative.</exception>
    /// <exception cref="S3StoreException">The store rejected a request, or failed.</exception>
    /// <example>
    /// <code>
    /// StorageUsage usage = await s3.Housekeeping.GetUsageAsync("avatars");
    /// Console.WriteLine($"{usage.Files} files, {usage.Bytes} bytes, {usage.Pending.Files} pending");
    /// </code>
    /// </example>
    public virtual Task<StorageUsage> GetUsageAsync(
        string? folder = null,
        int depth = 1,
        IProgress<HousekeepingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(depth);
        var prefix = FolderPrefix(folder);
        return new UsageMeasurement(Context, progress).MeasureAsync(prefix, depth, cancellationToken);
    }

    private static string FolderPrefix(string? folder)
    {
        try
        {
            return ObjectKey.FolderPrefix(folder);
        }
        catch (UploadRejectedException wrong)
        {
            throw new ArgumentException(wrong.Message, nameof(folder), wrong);
        }
    }
}
