namespace Discovitas.S3.Local.Storage;

/// <summary>Chooses the places of objects, and moves their files. Called while the key is locked.</summary>
internal sealed class ObjectPlaces(FolderLayout layout)
{
    /// <summary>Returns the places where the object can be.</summary>
    internal IEnumerable<ObjectPlace> All(string bucket, string key)
    {
        if (layout.Natural(bucket, key) is { } natural)
        {
            yield return natural;
        }

        yield return layout.Hashed(bucket, key);
    }

    /// <summary>
    /// Reserves the place of a new object: its own path, or the one named by its hash if its own is taken. That is the
    /// case for key <c>a</c> beside <c>a/b</c>, where <c>a</c> is a folder, for the reverse, and for a key that differs
    /// only in case on a file system that ignores case.
    /// </summary>
    internal async Task<ObjectPlace> ReserveAsync(string bucket, string key)
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

    internal static Task<ObjectMetadata?> ReadAsync(ObjectPlace place) =>
        StateJson.ReadAsync<ObjectMetadata>(place.Sidecar, CancellationToken.None);

    /// <summary>
    /// Moves the files of a committed write to their final names. Returns <see langword="false"/> if there is none.
    /// </summary>
    internal static bool Settle(ObjectPlace place)
    {
        if (!File.Exists(place.NextSidecar))
        {
            return false;
        }

        if (File.Exists(place.NextData))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place.Data)!);
            File.Move(place.NextData, place.Data, overwrite: true);
        }

        File.Move(place.NextSidecar, place.Sidecar, overwrite: true);
        return true;
    }

    /// <summary>
    /// Completes a write that a crash has interrupted if it was committed, and otherwise removes what is left of it.
    /// </summary>
    internal void Recover(string bucket, ObjectPlace place)
    {
        Settle(place);
        if (File.Exists(place.NextData))
        {
            File.Delete(place.NextData);
        }

        // The empty file that has reserved the place of a new object.
        if (place.IsNatural && !File.Exists(place.Sidecar) && new FileInfo(place.Data) is { Exists: true, Length: 0 })
        {
            File.Delete(place.Data);
            EmptyFolders.Remove(place.Data, layout.BucketFolder(bucket));
        }
    }
}
