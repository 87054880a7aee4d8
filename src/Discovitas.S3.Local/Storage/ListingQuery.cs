namespace Discovitas.S3.Local.Storage;

/// <summary>What to list.</summary>
/// <param name="Prefix">What the keys begin with.</param>
/// <param name="Delimiter">What ends a common prefix; empty for none.</param>
/// <param name="After">The key after which to begin; empty for the first.</param>
/// <param name="Resumes">Whether <paramref name="After"/> is where a page ended; a common prefix there is not listed again.</param>
/// <param name="Limit">How many entries, keys and common prefixes together.</param>
internal sealed record ListingQuery(string Prefix, string Delimiter, string After, bool Resumes, int Limit)
{
    /// <summary>The common prefix that a key is listed under; null where it is listed by itself.</summary>
    public string? Group(string key)
    {
        var end = Delimiter.Length == 0 ? -1 : key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + Delimiter.Length)];
    }

    /// <summary>Whether a key of this bucket belongs to this listing.</summary>
    public bool Takes(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && Utf8Order.Instance.Compare(key, After) > 0
        && !(Resumes && After.Length > Prefix.Length && Group(key) == After);
}
