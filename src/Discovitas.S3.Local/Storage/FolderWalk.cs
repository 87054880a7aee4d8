namespace Discovitas.S3.Local.Storage;

/// <summary>Finds the keys of a bucket by the files with their metadata.</summary>
internal static class FolderWalk
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    internal static async Task AddKeysAsync(FolderLayout layout, string bucket, SortedKeys keys)
    {
        // Where case is ignored, a path may have another case than its key, which the metadata has as it was sent.
        await AddAsync(layout.NaturalState(bucket), layout.IsCaseSensitive, keys).ConfigureAwait(false);
        await AddAsync(layout.HashedState(bucket), isNamedByKey: false, keys).ConfigureAwait(false);
    }

    private static async Task AddAsync(string root, bool isNamedByKey, SortedKeys keys)
    {
        if (!Directory.Exists(root))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(root, "*", Everything))
        {
            if (await KeyAsync(root, file, isNamedByKey).ConfigureAwait(false) is { } key)
            {
                keys.Add(Encoding.UTF8.GetBytes(key));
            }
        }
    }

    private static async Task<string?> KeyAsync(string root, string file, bool isNamedByKey)
    {
        // A write that is committed but not settled counts: its object appears with the next access.
        var isSidecar = file.EndsWith(ObjectPlace.SidecarSuffix, StringComparison.Ordinal);
        if (!isSidecar && !file.EndsWith(ObjectPlace.NextSidecarSuffix, StringComparison.Ordinal))
        {
            return null;
        }

        if (isNamedByKey)
        {
            var suffix = isSidecar ? ObjectPlace.SidecarSuffix : ObjectPlace.NextSidecarSuffix;
            return file[(root.Length + 1)..^suffix.Length].Replace(Path.DirectorySeparatorChar, '/');
        }

        return (await StateJson.ReadAsync<ObjectMetadata>(file, CancellationToken.None).ConfigureAwait(false))?.Key;
    }
}
