using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Housekeeping;

/// <summary>
/// Takes a second look for the files of records, since a file may have been stored while the bucket was listed, may be
/// pending, or may still be sent in parts.
/// </summary>
internal sealed class MissingFiles(HousekeepingContext context, KeySet keys, string folder)
{
    // Up to here it is cheaper to ask for each file than to list the bucket again.
    private const int MaxHeads = 1000;

    private readonly ObjectHead _head = new(context.Caller);
    private bool _asksForEach;

    /// <summary>Marks the keys of all files that are found now.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var (kept, pending) = (context.Settings.KeyPrefix, context.Settings.PendingPrefix);
        await MarkListedAsync(pending, cancellationToken).ConfigureAwait(false);
        await new MultipartListing(context.Caller).TryVisitAsync(
            kept + folder, upload => keys.Mark(upload.Key), cancellationToken).ConfigureAwait(false);
        await new MultipartListing(context.Caller).TryVisitAsync(
            pending + folder, upload => keys.Mark(KeptKey(upload.Key, pending)), cancellationToken)
            .ConfigureAwait(false);
        _asksForEach = keys.Unmarked <= MaxHeads;
        if (!_asksForEach)
        {
            await MarkListedAsync(kept, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Returns whether the file of a key that is still not marked is missing.</summary>
    internal async Task<bool> IsMissingAsync(string key, CancellationToken cancellationToken) =>
        !_asksForEach
        || await _head.GetAsync(ObjectKey.Unchecked(key), cancellationToken).ConfigureAwait(false) is null;

    private async Task MarkListedAsync(string prefix, CancellationToken cancellationToken)
    {
        var objects = new StoredObjects(context.Caller).ListAsync(prefix + folder, cancellationToken);
        await foreach (var found in objects.ConfigureAwait(false))
        {
            keys.Mark(KeptKey(found.Key, prefix));
        }
    }

    private string KeptKey(string key, string prefix) => context.Settings.KeyPrefix + key[prefix.Length..];
}
