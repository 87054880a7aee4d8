using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Housekeeping;

/// <summary>Measures what the files of a folder use: one pass over the listing, with bounded memory.</summary>
internal sealed class UsageMeasurement(HousekeepingContext context, IProgress<HousekeepingProgress>? progress)
{
    private readonly string _keyPrefix = context.Settings.KeyPrefix;
    private readonly string _pendingPrefix = context.Settings.PendingPrefix;
    private readonly RunningTotal _pending = new();
    private readonly RunningTotal _variants = new();
    private readonly RunningTotal _others = new();
    private readonly ListingProgress _progress = new(progress);

    /// <param name="folder">The folder with a slash at its end, or empty for all files.</param>
    /// <param name="depth">How many levels of folders are counted separately.</param>
    /// <param name="cancellationToken">Cancels the listing.</param>
    /// <exception cref="S3StoreException">The store rejected a request, or failed.</exception>
    internal async Task<StorageUsage> MeasureAsync(string folder, int depth, CancellationToken cancellationToken)
    {
        var files = new RunningTotal();
        var folders = new FolderTotals(_keyPrefix + folder, depth);
        var objects = new StoredObjects(context.Caller);
        await foreach (var found in objects.ListAsync(_keyPrefix + folder, cancellationToken).ConfigureAwait(false))
        {
            _progress.Add(found);
            if (ObjectKey.TryParse(found.Key, _keyPrefix, out _))
            {
                files.Add(found);
                folders.Add(found);
            }
            else if (context.Addresses.IsVariant(found.Key, out _))
            {
                _variants.Add(found);
                files.Add(found, isVariant: true);
                folders.AddVariant(found);
            }
            else
            {
                _others.Add(found);
            }
        }

        await foreach (var found in objects.ListAsync(_pendingPrefix + folder, cancellationToken).ConfigureAwait(false))
        {
            _progress.Add(found);
            (PendingNames.IsOurs(found.Key, _pendingPrefix) ? _pending : _others).Add(found);
        }

        _progress.Finish();
        var total = files.ToTotal();
        return new StorageUsage
        {
            Files = total.Files,
            Bytes = total.Bytes,
            Oldest = total.Oldest,
            Newest = total.Newest,
            Folders = folders.ToList(folder),
            OtherFolders = folders.Other,
            Variants = _variants.ToTotal(),
            Pending = _pending.ToTotal(),
            OtherObjects = _others.ToTotal(),
            UnfinishedUploads = await CountUploadsAsync(folder, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<long?> CountUploadsAsync(string folder, CancellationToken cancellationToken)
    {
        var count = 0L;
        var listing = new MultipartListing(context.Caller);
        foreach (var prefix in (string[])[_keyPrefix, _pendingPrefix])
        {
            var isListed = await listing.TryVisitAsync(
                prefix + folder,
                upload => count += IsOurs(upload.Key, prefix) ? 1 : 0,
                cancellationToken).ConfigureAwait(false);
            if (!isListed)
            {
                return null;
            }
        }

        return count;
    }

    private bool IsOurs(string key, string prefix) =>
        ObjectKey.TryParse(key, prefix, out _) || context.Addresses.IsVariant(key, out _);
}
