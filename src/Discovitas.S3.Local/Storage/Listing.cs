namespace Discovitas.S3.Local.Storage;

/// <summary>Lists keys. Walks the metadata's tree anew for each page: right for thousands of objects, not for millions.</summary>
internal sealed class Listing(FolderLayout layout, ObjectStore objects)
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    public async Task<ListingPage> PageAsync(string bucket, ListingQuery query, CancellationToken cancellationToken)
    {
        var page = new ListingPage([], [], null);
        string? last = null;
        foreach (var key in (await KeysAsync(bucket, query.Prefix, cancellationToken).ConfigureAwait(false)).Where(query.Takes))
        {
            var group = query.Group(key);
            if (group is not null && group == last)
            {
                continue;
            }

            if (page.Objects.Count + page.CommonPrefixes.Count == query.Limit)
            {
                return page with { Last = last };
            }

            if (group is not null)
            {
                page.CommonPrefixes.Add(group);
                last = group;
            }
            else if (await objects.FindAsync(bucket, key, cancellationToken).ConfigureAwait(false) is { } metadata)
            {
                page.Objects.Add(metadata);
                last = key;
            }
        }

        return page;
    }

    /// <summary>All keys that begin with the prefix, in order.</summary>
    public async Task<List<string>> KeysAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (root, start) in new[] { (layout.NaturalState(bucket), Start(prefix)), (layout.HashedState(bucket), "") })
        {
            var folder = Path.Combine(root, start ?? "");
            if (start is null || !Directory.Exists(folder))
            {
                continue;
            }

            foreach (var sidecar in Directory.EnumerateFiles(folder, "*", Everything))
            {
                if (await KeyAsync(bucket, root, sidecar, cancellationToken).ConfigureAwait(false) is { } key
                    && key.StartsWith(prefix, StringComparison.Ordinal))
                {
                    keys.Add(key);
                }
            }
        }

        return [.. keys.Order(Utf8Order.Instance)];
    }

    /// <summary>The deepest folder that all keys with the prefix lie in, below the bucket's; null where no key with it has a path.</summary>
    private static string? Start(string prefix)
    {
        var folders = prefix.Split('/')[..^1];
        return Array.TrueForAll(folders, SafeName.Accepts) ? Path.Combine([.. folders, ""]) : null;
    }

    private async Task<string?> KeyAsync(string bucket, string root, string file, CancellationToken cancellationToken)
    {
        // a write that was decided but not carried out counts: its object appears when somebody looks
        var isSidecar = file.EndsWith(ObjectPlace.SidecarSuffix, StringComparison.Ordinal);
        if (!isSidecar && !file.EndsWith(ObjectPlace.NextSidecarSuffix, StringComparison.Ordinal))
        {
            return null;
        }

        if (isSidecar && layout.NamesAreExact && root == layout.NaturalState(bucket))
        {
            return Path.GetRelativePath(root, file)[..^ObjectPlace.SidecarSuffix.Length].Replace(Path.DirectorySeparatorChar, '/');
        }

        return (await StateJson.ReadAsync<ObjectMetadata>(file, cancellationToken).ConfigureAwait(false))?.Key;
    }
}
