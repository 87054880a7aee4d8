using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Storage;

/// <summary>
/// The objects. Data and metadata are in two files that change together: a write moves both to temporary names beside
/// the metadata, the data first, and is then committed. <see cref="ObjectPlaces.Settle"/> moves them to their final
/// names, at once or, after a crash, with the next access.
/// </summary>
internal sealed class ObjectStore(FolderLayout layout, KeyLocks locks, Staging staging, KeyIndex index)
{
    private readonly ObjectPlaces _places = new(layout);

    internal async Task<ObjectMetadata?> FindAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        if (await LocateAsync(bucket, key).ConfigureAwait(false) is { } found)
        {
            return found.Metadata;
        }

        index.Remove(bucket, key);
        return null;
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
        var intent = staging.WriteIntent(bucket, StateJson.Write(metadata));
        try
        {
            var place = found?.Place ?? await _places.ReserveAsync(bucket, metadata.Key).ConfigureAwait(false);
            data.MoveTo(place.NextData);
            File.Move(intent, place.NextSidecar, overwrite: true);
            ObjectPlaces.Settle(place);
            RequireBucket(bucket, place);
        }
        catch (Exception failure)
        {
            File.Delete(intent);
            if (failure is DirectoryNotFoundException)
            {
                RequireBucket(bucket, place: null);
            }

            throw;
        }
        finally
        {
            index.Add(bucket, metadata.Key);
        }
    }

    /// <summary>
    /// Completes a write that a crash has interrupted if it was committed, and otherwise removes what is left of it.
    /// </summary>
    internal async Task RecoverAsync(string bucket, string key, CancellationToken cancellationToken)
    {
        using var held = await locks.TakeAsync(bucket, key, cancellationToken).ConfigureAwait(false);
        foreach (var place in _places.All(bucket, key))
        {
            _places.Recover(bucket, place);
        }
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
        index.Add(bucket, key);
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

        index.Remove(bucket, key);
    }

    // It may have been deleted since the request came in.
    private void RequireBucket(string bucket, ObjectPlace? place)
    {
        if (File.Exists(layout.BucketFile(bucket)))
        {
            return;
        }

        if (place is not null && Directory.Exists(layout.BucketState(bucket)))
        {
            File.Delete(place.Data);
            File.Delete(place.Sidecar);
        }

        throw new S3Exception(S3Error.NoSuchBucket, null, ("BucketName", bucket));
    }

    private async Task<(ObjectPlace Place, ObjectMetadata Metadata)?> LocateAsync(string bucket, string key)
    {
        foreach (var place in _places.All(bucket, key))
        {
            var wasSettled = ObjectPlaces.Settle(place);
            var metadata = await ObjectPlaces.ReadAsync(place).ConfigureAwait(false);
            if (wasSettled && metadata is not null)
            {
                // A walk that runs now may miss a file that is renamed.
                index.Add(bucket, metadata.Key);
            }

            if (metadata?.Key == key && File.Exists(place.Data))
            {
                return (place, metadata);
            }
        }

        return null;
    }
}
