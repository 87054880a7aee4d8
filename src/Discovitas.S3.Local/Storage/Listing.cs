namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Lists keys. Walks the tree of the metadata for each page, which suits thousands of objects, but not millions.
/// </summary>
internal sealed class Listing(FolderLayout layout, ObjectStore objects)
{
    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
    };

    internal async Task<ListingPage> PageAsync(string bucket, ListingQuery query, CancellationToken cancellationToken)
    {
        var page = new ListingPage([], [], null);
        string? last = null;
        var keys = await KeysAsync(bucket, query.Prefix, cancellationToken).ConfigureAwait(false);
        foreach (var key in keys.Where(query.Matches))
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

    /// <summary>Returns all keys with the prefix, in order.</summary>
    internal async Task<List<string>> KeysAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        (string, string?)[] roots = [(layout.NaturalState(bucket), Start(prefix)), (layout.HashedState(bucket), "")];
        foreach (var (root, start) in roots)
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

    /// <summary>
    /// Returns the deepest folder below the bucket's that contains all keys with the prefix, or <see langword="null"/>
    /// if no key with the prefix can be at its own path.
    /// </summary>
    private static string? Start(string prefix)
    {
        var folders = prefix.Split('/')[..^1];
        return Array.TrueForAll(folders, SafeName.Accepts) ? Path.Combine([.. folders, ""]) : null;
    }

    private async Task<string?> KeyAsync(string bucket, string root, string file, CancellationToken cancellationToken)
    {
        // A write that is committed but not settled counts: its object appears with the next access.
        var isSidecar = file.EndsWith(ObjectPlace.SidecarSuffix, StringComparison.Ordinal);
        if (!isSidecar && !file.EndsWith(ObjectPlace.NextSidecarSuffix, StringComparison.Ordinal))
        {
            return null;
        }

        if (isSidecar && layout.IsCaseSensitive && root == layout.NaturalState(bucket))
        {
            var name = Path.GetRelativePath(root, file)[..^ObjectPlace.SidecarSuffix.Length];
            return name.Replace(Path.DirectorySeparatorChar, '/');
        }

        return (await StateJson.ReadAsync<ObjectMetadata>(file, cancellationToken).ConfigureAwait(false))?.Key;
    }
}
