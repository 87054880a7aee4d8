using Discovitas.S3.Housekeeping;

namespace Discovitas.S3;

/// <content>Comparing the bucket with the app's records.</content>
public partial class S3Housekeeping
{
    /// <summary>
    /// Compares the files of the bucket with the records of the app, and reports files that no record names and records
    /// without a file (S3 operations ListObjectsV2, ListMultipartUploads and HeadObject). With
    /// <see cref="ReconcileOptions.Delete"/> it deletes the former, up to a limit (DeleteObjects). The call can be
    /// repeated. It costs one request for each thousand files, with deletions two, and about 16 bytes of memory for
    /// each record.
    /// </summary>
    /// <param name="known">
    /// The keys or URLs of all files that the app's records name. It is read once, and again if there is a difference,
    /// so it must be an enumerable that starts anew each time: a query, or an async iterator method.
    /// </param>
    /// <param name="options">The options. The default is to report only.</param>
    /// <param name="cancellationToken">Cancels the call between requests.</param>
    /// <returns>The differences, with samples.</returns>
    /// <exception cref="ArgumentException">
    /// The folder is not of the allowed form, or the grace period is too short.
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// <paramref name="known"/> can be read only once. Or <see cref="ReconcileOptions.Delete"/> is set without
    /// <see cref="ReconcileOptions.MaxDeletions"/>, and no record names a file. Nothing is deleted.
    /// </exception>
    /// <exception cref="S3StoreException">The store rejected a request, or failed. Repeat the call.</exception>
    /// <example>
    /// <code>
    /// ReconcileResult result = await s3.Housekeeping.ReconcileAsync(
    ///     database.Pictures.Select(picture => picture.Key).AsAsyncEnumerable());
    /// Console.WriteLine($"{result.Unrecorded} files without a record, {result.Missing} records without a file");
    /// </code>
    /// </example>
    public virtual Task<ReconcileResult> ReconcileAsync(
        IAsyncEnumerable<string> known,
        ReconcileOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(known);
        options ??= new ReconcileOptions();
        HousekeepingContext.RequireAge(options.GracePeriod, nameof(options));
        return new Reconciliation(Context, options, FolderPrefix(options.Folder))
            .RunAsync(known, cancellationToken);
    }
}
