using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// Aborts multipart uploads that nobody ends. An upload counts as used when it was started and with each part that the
/// store receives, so that a slow one is not aborted.
/// </summary>
internal sealed class OldUploads(HousekeepingContext context, CleaningOptions options, DateTimeOffset before)
{
    private long _found;
    private long _aborted;
    private long _failed;
    private long _bytes;

    /// <inheritdoc cref="DeletionRun.MayContinueAsync"/>
    internal Func<Task<bool>>? MayContinueAsync { get; init; }

    /// <exception cref="S3StoreException">The store rejected a request, or failed.</exception>
    internal async Task<CleaningResult> AbortAsync(CancellationToken cancellationToken)
    {
        var reachedLimit = false;
        foreach (var prefix in (string[])[context.Settings.KeyPrefix, context.Settings.PendingPrefix])
        {
            reachedLimit = reachedLimit || !await AbortAsync(prefix, cancellationToken).ConfigureAwait(false);
        }

        return new CleaningResult
        {
            Found = _found,
            Deleted = _aborted,
            Failed = _failed,
            Bytes = _bytes,
            ReachedLimit = reachedLimit,
        };
    }

    // Returns whether there may be more to abort, since the limit is not reached.
    private async Task<bool> AbortAsync(string prefix, CancellationToken cancellationToken)
    {
        var uploads = new MultipartListing(context.Caller).ListAsync(prefix, cancellationToken);
        await foreach (var upload in uploads.ConfigureAwait(false))
        {
            if (upload.Initiated is null
                || StoredObjects.Time(upload.Initiated) >= before
                || !(ObjectKey.TryParse(upload.Key, prefix, out var key)
                    || context.Addresses.IsVariant(upload.Key, out key))
                || await LookAsync(upload, cancellationToken).ConfigureAwait(false) is not { } old
                || old.Used >= before)
            {
                continue;
            }

            if (!options.DryRun && _found >= options.MaxDeletions)
            {
                return false;
            }

            _found++;
            if (!options.DryRun)
            {
                await AbortAsync(key, upload.UploadId, old, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                _bytes += old.Bytes;
            }
        }

        return true;
    }

    private async Task AbortAsync(
        ObjectKey key, string uploadId, (long Bytes, DateTimeOffset Used) old, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (MayContinueAsync is { } mayContinue && !await mayContinue().ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await new MultipartAbort(context.Caller, context.Caller.CleanUp()).RequireAsync(key, uploadId)
                .ConfigureAwait(false);
            _aborted++;
            _bytes += old.Bytes;
            context.Caller.Logger.OldUploadAborted(key.Value, old.Bytes, old.Used);
        }
        catch (S3StoreException failure)
        {
            _failed++;
            context.Caller.Logger.OldUploadNotAborted(failure, key.Value, uploadId);
        }
    }

    // Returns the size of the parts and when the last was received; null if the upload has ended meanwhile.
    private async Task<(long Bytes, DateTimeOffset Used)?> LookAsync(
        Amazon.S3.Model.MultipartUpload upload, CancellationToken cancellationToken)
    {
        var bytes = 0L;
        var used = StoredObjects.Time(upload.Initiated);
        try
        {
            var parts = new PartListing(context.Caller).ListAsync(upload.Key, upload.UploadId, cancellationToken);
            await foreach (var part in parts.ConfigureAwait(false))
            {
                bytes += part.Size ?? 0;
                var received = StoredObjects.Time(part.LastModified);
                used = received > used ? received : used;
            }

            return (bytes, used);
        }
        catch (S3StoreException ended) when (ended.IsMissing)
        {
            return null;
        }
    }
}
