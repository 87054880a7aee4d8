namespace Discovitas.S3.Local.Storage;

/// <summary>
/// Lists keys in the order of the index. What a page costs depends on the page, and not on the size of the bucket.
/// </summary>
internal sealed class Listing(KeyIndex index, ObjectStore objects)
{
    internal async Task<ListingPage> PageAsync(string bucket, ListingQuery query, CancellationToken cancellationToken)
    {
        var page = new ListingPage([], [], null);
        string? last = null;
        var keys = await index.GetAsync(bucket, cancellationToken).ConfigureAwait(false);
        var cursor = new ListingCursor(keys, query);
        while (cursor.Next() is { } key)
        {
            // The index may have keys whose objects are gone, for instance because somebody deleted their files.
            if (await objects.FindAsync(bucket, key, cancellationToken).ConfigureAwait(false) is not { } metadata)
            {
                continue;
            }

            if (page.Objects.Count + page.CommonPrefixes.Count == query.Limit)
            {
                return page with { Last = last };
            }

            last = query.Group(key);
            if (last is not null)
            {
                page.CommonPrefixes.Add(last);
                cursor.SkipGroup(last);
            }
            else
            {
                page.Objects.Add(metadata);
                last = key;
            }
        }

        return page;
    }

    /// <summary>Returns all keys with the prefix, in order. Some of them may have no object any more.</summary>
    internal async Task<List<string>> KeysAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        var keys = await index.GetAsync(bucket, cancellationToken).ConfigureAwait(false);
        var cursor = new ListingCursor(keys, new ListingQuery(prefix, "", "", Resumes: false, Limit: 0));
        var found = new List<string>();
        while (cursor.Next() is { } key)
        {
            found.Add(key);
        }

        return found;
    }

    internal async Task<bool> IsEmptyAsync(string bucket, CancellationToken cancellationToken)
    {
        var first = new ListingQuery("", "", "", Resumes: false, Limit: 1);
        return (await PageAsync(bucket, first, cancellationToken).ConfigureAwait(false)).Objects.Count == 0;
    }
}
