namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The objects. Data and metadata are in two files that change together: a write moves both to temporary names beside
/// the metadata, the data first, and is then committed. <see cref="Settle"/> moves them to their final names, at once
/// or, after a crash, with the next access.
/// </summary>
internal sealed class ObjectStore(FolderLayout layout, KeyLocks locks, Staging staging)
{
    internal async Task<ObjectMetadata?> FindAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        return (await LocateAsync(bucket, key).ConfigureAwait(false))?.Metadata;
    }

    internal async Task<OpenObject?> OpenAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        if (await LocateAsync(bucket, key).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var file = File.OpenHandle(
            found.Place.Data,
            FileMode.Open,
            FileAccess.Read,
            FileShare.Read | FileShare.Delete,
            FileOptions.Asynchronous);
        return new OpenObject(found.Metadata, file);
    }

    /// <summary>Writes an object, replacing the one that the key has.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="item">The new object.</param>
    /// <param name="check">
    /// Receives the object that the key has now, or <see langword="null"/>, and throws if it forbids the write.
    /// </param>
    /// <param name="cancellationToken">Cancels waiting for the lock. A write that has begun is completed.</param>
    internal async Task WriteAsync(
        string bucket, StagedObject item, Action<ObjectMetadata?> check, CancellationToken cancellationToken)
    {
        var (metadata, data) = item;
        using var held = await locks.TakeAsync(bucket, metadata.Key, cancellationToken).ConfigureAwait(false);
        var found = await LocateAsync(bucket, metadata.Key).ConfigureAwait(false);
        check(found?.Metadata);
        var place = found?.Place ?? await ReserveAsync(bucket, metadata.Key).ConfigureAwait(false);
        await data.MoveToAsync(place.NextData).ConfigureAwait(false);
        await staging.WriteAsync(place.NextSidecar, StateJson.Write(metadata)).ConfigureAwait(false);
        Settle(place);
    }

    /// <summary>
    /// Changes the metadata of an object. Returns <see langword="null"/> if the object does not exist.
    /// </summary>
    internal async Task<ObjectMetadata?> UpdateAsync(
        string bucket, string key, Func<ObjectMetadata, ObjectMetadata> change, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        if (await LocateAsync(bucket, key).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var changed = change(found.Metadata);
        await staging.WriteAsync(found.Place.Sidecar, StateJson.Write(changed)).ConfigureAwait(false);
        return changed;
    }

    /// <summary>Deletes an object. Succeeds if it does not exist.</summary>
    internal Task DeleteAsync(string bucket, string key, CancellationToken cancellationToken) =>
        DeleteAsync(bucket, key, _ => true, cancellationToken);

    /// <summary>Deletes an object if the condition holds for it.</summary>
    internal async Task DeleteAsync(
        string bucket, string key, Func<ObjectMetadata, bool> condition, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        if (await LocateAsync(bucket, key).ConfigureAwait(false) is not { } found || !condition(found.Metadata))
        {
            return;
        }

        File.Delete(found.Place.Data);
        File.Delete(found.Place.Sidecar);
        if (found.Place.IsNatural)
        {
            EmptyFolders.Remove(found.Place.Data, layout.BucketFolder(bucket));
        }
    }

    private async Task<(ObjectPlace Place, ObjectMetadata Metadata)?> LocateAsync(string bucket, string key)
    {
        ObjectPlace?[] places = [layout.Natural(bucket, key), layout.Hashed(bucket, key)];
        foreach (var place in places.OfType<ObjectPlace>())
        {
            Settle(place);
            var metadata = await ReadAsync(place).ConfigureAwait(false);
            if (metadata?.Key == key && File.Exists(place.Data))
            {
                return (place, metadata);
            }
        }

        return null;
    }

    /// <summary>
    /// Reserves the place of a new object: its own path, or the one named by its hash if its own is taken. That is the
    /// case for key <c>a</c> beside <c>a/b</c>, where <c>a</c> is a folder, for the reverse, and for a key that differs
    /// only in case on a file system that ignores case.
    /// </summary>
    private async Task<ObjectPlace> ReserveAsync(string bucket, string key)
    {
        if (layout.Natural(bucket, key) is { } natural)
        {
            var neighbour = await ReadAsync(natural).ConfigureAwait(false);
            if ((neighbour is null || neighbour.Key == key) && EmptyFolders.TryReserve(natural))
            {
                return natural;
            }
        }

        var hashed = layout.Hashed(bucket, key);
        Directory.CreateDirectory(layout.HashedState(bucket));
        return hashed;
    }

    private static Task<ObjectMetadata?> ReadAsync(ObjectPlace place) =>
        StateJson.ReadAsync<ObjectMetadata>(place.Sidecar, CancellationToken.None);

    private static void Settle(ObjectPlace place)
    {
        if (!File.Exists(place.NextSidecar))
        {
            return;
        }

        if (File.Exists(place.NextData))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place.Data)!);
            File.Move(place.NextData, place.Data, overwrite: true);
        }

        File.Move(place.NextSidecar, place.Sidecar, overwrite: true);
    }
}
