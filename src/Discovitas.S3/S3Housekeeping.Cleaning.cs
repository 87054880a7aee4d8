using Discovitas.S3.Housekeeping;
using Discovitas.S3.Keys;

namespace Discovitas.S3;

/// <content>Cleaning.</content>
public partial class S3Housekeeping
{
    /// <summary>
    /// Aborts multipart uploads that nobody has completed or aborted (S3 operations ListMultipartUploads, ListParts and
    /// AbortMultipartUpload). The log names each. The call can be repeated.
    /// </summary>
    /// <param name="olderThan">
    /// How long ago an upload must have been started and its last part received, at least 1 hour. Choose more than the
    /// longest pause of a client that may continue its upload.
    /// </param>
    /// <param name="options">The options. The default is to abort all.</param>
    /// <param name="cancellationToken">Cancels the call between requests.</param>
    /// <returns>What was found and aborted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is too short.</exception>
    /// <exception cref="S3StoreException">The store rejected a request, or failed. Repeat the call.</exception>
    public virtual Task<CleaningResult> AbortUnfinishedUploadsAsync(
        TimeSpan olderThan, CleaningOptions? options = null, CancellationToken cancellationToken = default) =>
        AbortUploadsAsync(olderThan, options ?? new CleaningOptions(), null, cancellationToken);

    /// <summary>
    /// Deletes pending files that nobody has kept, and what else this library has left below
    /// <see cref="S3Settings.PendingPrefix"/> (S3 operations ListObjectsV2 and DeleteObjects). Objects that this
    /// library did not create are not touched. The log names each object. The call can be repeated.
    /// </summary>
    /// <param name="olderThan">
    /// How long ago a file must have been stored, at least 1 hour. Choose more than the app takes to keep a file, and
    /// more than a direct upload may take.
    /// </param>
    /// <param name="options">The options. The default is to delete all.</param>
    /// <param name="cancellationToken">Cancels the call between requests.</param>
    /// <returns>What was found and deleted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The time is too short.</exception>
    /// <exception cref="S3StoreException">The store rejected a request, or failed. Repeat the call.</exception>
    public virtual Task<CleaningResult> DeletePendingAsync(
        TimeSpan olderThan, CleaningOptions? options = null, CancellationToken cancellationToken = default) =>
        CleanPendingAsync(olderThan, options ?? new CleaningOptions(), null, cancellationToken);

    /// <summary>
    /// Deletes the old files of a folder and of the folders below it (S3 operations ListObjectsV2 and DeleteObjects),
    /// for instance exports that expire. Objects that this library did not create are not touched. The log names each
    /// file. The call can be repeated.
    /// </summary>
    /// <param name="folder">The folder, as in <see cref="FileUploadRequest.Folder"/>. It cannot be empty.</param>
    /// <param name="olderThan">How long ago a file must have been stored, more than 0.</param>
    /// <param name="options">The options. The default is to delete all.</param>
    /// <param name="cancellationToken">Cancels the call between requests.</param>
    /// <returns>What was found and deleted.</returns>
    /// <exception cref="ArgumentException">
    /// The folder is empty or not of the allowed form, or the time is not more than 0.
    /// </exception>
    /// <exception cref="S3StoreException">The store rejected a request, or failed. Repeat the call.</exception>
    /// <example>
    /// <code>
    /// var options = new CleaningOptions { DryRun = true };
    /// CleaningResult result = await s3.Housekeeping.DeleteOldFilesAsync("exports", TimeSpan.FromDays(30), options);
    /// Console.WriteLine($"{result.Found} files of {result.Bytes} bytes would be deleted");
    /// </code>
    /// </example>
    public virtual Task<CleaningResult> DeleteOldFilesAsync(
        string folder,
        TimeSpan olderThan,
        CleaningOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(olderThan, TimeSpan.Zero);
        var prefix = Context.Settings.KeyPrefix;
        var run = new DeletionRun(
            Context.Caller, options ?? new CleaningOptions(), $"in folder {folder} for longer than {olderThan}");
        var preceding = new PrecedingFile();
        return new OldObjects(Context).DeleteAsync(
            (prefix + FolderPrefix(folder), Context.Before(olderThan)),
            IsDeleted,
            run,
            cancellationToken);

        // Variants go with their file.
        bool IsDeleted(string text, bool isOld) => ObjectKey.TryParse(text, prefix, out var key)
            ? preceding.Set(key, isOld)
            : ObjectKey.TryParseVariant(text, prefix, out key) && (preceding.Of(key) ?? isOld);
    }

    /// <param name="olderThan">The age.</param>
    /// <param name="options">The options.</param>
    /// <param name="mayContinueAsync">Asked before each batch; null for always.</param>
    /// <param name="cancellationToken">Cancels the call between requests.</param>
    internal Task<CleaningResult> CleanPendingAsync(
        TimeSpan olderThan,
        CleaningOptions options,
        Func<Task<bool>>? mayContinueAsync,
        CancellationToken cancellationToken)
    {
        HousekeepingContext.RequireAge(olderThan);
        var prefix = Context.Settings.PendingPrefix;
        var run = new DeletionRun(Context.Caller, options, $"pending for longer than {olderThan}")
        {
            MayContinueAsync = mayContinueAsync,
        };
        return new OldObjects(Context).DeleteAsync(
            (prefix, Context.Before(olderThan)),
            (key, isOld) => isOld && PendingNames.IsDeletable(key, prefix),
            run,
            cancellationToken);
    }

    /// <inheritdoc cref="CleanPendingAsync"/>
    internal Task<CleaningResult> AbortUploadsAsync(
        TimeSpan olderThan,
        CleaningOptions options,
        Func<Task<bool>>? mayContinueAsync,
        CancellationToken cancellationToken)
    {
        HousekeepingContext.RequireAge(olderThan);
        return new OldUploads(Context, options, Context.Before(olderThan)) { MayContinueAsync = mayContinueAsync }
            .AbortAsync(cancellationToken);
    }
}
