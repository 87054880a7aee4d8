namespace Discovitas.S3.Local.Storage;

/// <summary>Steps through the keys of a listing, and over those of a common prefix at once.</summary>
internal sealed class ListingCursor
{
    private readonly SortedKeys _keys;
    private readonly ListingQuery _query;
    private readonly byte[] _prefix;
    private byte[] _from;

    internal ListingCursor(SortedKeys keys, ListingQuery query)
    {
        _keys = keys;
        _query = query;
        _prefix = Encoding.UTF8.GetBytes(query.Prefix);
        var after = Encoding.UTF8.GetBytes(query.After);
        _from = after.Length > 0 && after.AsSpan().SequenceCompareTo(_prefix) >= 0 ? JustAfter(after) : _prefix;
    }

    /// <summary>Returns the next key that belongs to the listing, or <see langword="null"/>.</summary>
    internal string? Next()
    {
        while (_keys.First(_from) is { } bytes && bytes.AsSpan().StartsWith(_prefix))
        {
            _from = JustAfter(bytes);
            var key = Encoding.UTF8.GetString(bytes);
            if (_query.Matches(key))
            {
                return key;
            }

            // All keys here come after the start. One that does not match is below the common prefix that ended a page.
            if (_query.Group(key) is { } group)
            {
                SkipGroup(group);
            }
        }

        return null;
    }

    /// <summary>Continues after the last key with this common prefix.</summary>
    internal void SkipGroup(string group)
    {
        // The last byte can be increased, because UTF-8 has no byte 255.
        _from = Encoding.UTF8.GetBytes(group);
        _from[^1]++;
    }

    private static byte[] JustAfter(byte[] key) => [.. key, 0];
}
