using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Clearing;

/// <summary>Empties a store.</summary>
internal sealed class StoreClearing(FolderStore store)
{
    /// <summary>Deletes all buckets with what they hold.</summary>
    internal async Task RunAsync()
    {
        foreach (var bucket in await store.Buckets.ListAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var keys = await store.Listing.KeysAsync(bucket.Name, "", CancellationToken.None).ConfigureAwait(false);
            foreach (var key in keys)
            {
                await store.Objects.DeleteAsync(bucket.Name, key, CancellationToken.None).ConfigureAwait(false);
            }

            // With uploads and documents.
            store.Buckets.Delete(bucket.Name);
        }
    }
}
