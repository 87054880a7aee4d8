namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The objects: data and metadata in two files that change as one. A write moves both to waiting places beside the metadata, data
/// first; from then on it counts, and <see cref="Settle"/> moves them to their own, now or, after a crash, at the next look.
/// </summary>
internal sealed class ObjectStore(FolderLayout layout, KeyLocks locks, Staging staging)
{
    public async Task<ObjectMetadata?> FindAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        return (await LookAsync(bucket, key).ConfigureAwait(false))?.Metadata;
    }

    public async Task<OpenObject?> OpenAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        if (await LookAsync(bucket, key).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var file = File.OpenHandle(found.Place.Data, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, FileOptions.Asynchronous);
        return new OpenObject(found.Metadata, file);
    }

    /// <summary>Puts an object in the place of what the key had.</summary>
    /// <param name="bucket">The bucket.</param>
    /// <param name="metadata">The new object's metadata, the key among them.</param>
    /// <param name="data">Its bytes.</param>
    /// <param name="check">Is shown what the key has now, null for nothing, and throws where that forbids the write.</param>
    /// <param name="cancellationToken">Ends the waiting; once begun, the write is finished.</param>
    public async Task WriteAsync(
        string bucket, ObjectMetadata metadata, StagedFile data, Action<ObjectMetadata?> check, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, metadata.Key, cancellationToken).ConfigureAwait(false);
        var found = await LookAsync(bucket, metadata.Key).ConfigureAwait(false);
        check(found?.Metadata);
        var place = found?.Place ?? await ReserveAsync(bucket, metadata.Key).ConfigureAwait(false);
        await data.MoveToAsync(place.NextData).ConfigureAwait(false);
        await staging.WriteAsync(place.NextSidecar, StateJson.Write(metadata)).ConfigureAwait(false);
        Settle(place);
    }

    /// <summary>Changes an object's metadata alone; null where there is no such object.</summary>
    public async Task<ObjectMetadata?> UpdateAsync(
        string bucket, string key, Func<ObjectMetadata, ObjectMetadata> change, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        if (await LookAsync(bucket, key).ConfigureAwait(false) is not { } found)
        {
            return null;
        }

        var changed = change(found.Metadata);
        await staging.WriteAsync(found.Place.Sidecar, StateJson.Write(changed)).ConfigureAwait(false);
        return changed;
    }

    /// <summary>Removes an object if there is one.</summary>
    public async Task DeleteAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        if (await LookAsync(bucket, key).ConfigureAwait(false) is not { } found)
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

    private async Task<(ObjectPlace Place, ObjectMetadata Metadata)?> LookAsync(string bucket, string key)
    {
        foreach (var place in new[] { layout.Natural(bucket, key), layout.Hashed(bucket, key) }.OfType<ObjectPlace>())
        {
            Settle(place);
            var metadata = await StateJson.ReadAsync<ObjectMetadata>(place.Sidecar, CancellationToken.None).ConfigureAwait(false);
            if (metadata?.Key == key && File.Exists(place.Data))
            {
                return (place, metadata);
            }
        }

        return null;
    }

    /// <summary>
    /// Finds a new object its place: its own path, or the one under its hash where its own is taken, by a folder (key <c>a</c>
    /// beside <c>a/b</c>), by a file on the way (the reverse), or by a key that differs in case only on a system that cares for none.
    /// </summary>
    private async Task<ObjectPlace> ReserveAsync(string bucket, string key)
    {
        if (layout.Natural(bucket, key) is { } natural)
        {
            var neighbour = await StateJson.ReadAsync<ObjectMetadata>(natural.Sidecar, CancellationToken.None).ConfigureAwait(false);
            if ((neighbour is null || neighbour.Key == key) && EmptyFolders.TryReserve(natural))
            {
                return natural;
            }
        }

        var hashed = layout.Hashed(bucket, key);
        Directory.CreateDirectory(layout.HashedState(bucket));
        return hashed;
    }

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
