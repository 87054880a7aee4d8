namespace Discovitas.S3.Local.Storage;

/// <summary>The parameters of a listing.</summary>
/// <param name="Prefix">The start of the keys.</param>
/// <param name="Delimiter">The end of a common prefix; empty for none.</param>
/// <param name="After">The key after which the listing begins; empty for the first key.</param>
/// <param name="Resumes">Whether <paramref name="After"/> is the end of a page, whose common prefix is not listed
/// again.</param>
/// <param name="Limit">The maximum number of keys and common prefixes together.</param>
internal sealed record ListingQuery(string Prefix, string Delimiter, string After, bool Resumes, int Limit)
{
    /// <summary>Returns the common prefix of a key, or <see langword="null"/> if the key is listed by itself.</summary>
    internal string? Group(string key)
    {
        var end = Delimiter.Length == 0 ? -1 : key.IndexOf(Delimiter, Prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + Delimiter.Length)];
    }

    /// <summary>Returns whether a key belongs to this listing.</summary>
    internal bool Matches(string key) =>
        key.StartsWith(Prefix, StringComparison.Ordinal)
        && Utf8Order.Instance.Compare(key, After) > 0
        && !(Resumes && After.Length > Prefix.Length && Group(key) == After);
}
