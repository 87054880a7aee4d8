using System.Buffers;

namespace Discovitas.S3.Keys;

/// <summary>
/// The grammar of the folders in a key: segments of RFC 3986's unreserved characters between slashes, so that a key is
/// the same in a URL. The segments <c>.</c> and <c>..</c>, which clients resolve, are not allowed.
/// </summary>
internal static class KeyFolder
{
    internal const string Rule =
        "letters, digits, '-', '_', '.' and '~' in segments between single slashes, none of them '.' or '..'";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~");

    /// <summary>
    /// Returns whether <paramref name="folder"/> is one or more segments, with no slash at either end.
    /// </summary>
    internal static bool IsValid(ReadOnlySpan<char> folder)
    {
        for (var rest = folder; ;)
        {
            var slash = rest.IndexOf('/');
            if (!IsSegment(slash < 0 ? rest : rest[..slash]))
            {
                return false;
            }

            if (slash < 0)
            {
                return true;
            }

            rest = rest[(slash + 1)..];
        }
    }

    /// <summary>Returns whether <paramref name="prefix"/> is empty, or folders that each end with a slash.</summary>
    internal static bool IsValidPrefix(ReadOnlySpan<char> prefix) =>
        prefix.IsEmpty || (prefix[^1] == '/' && IsValid(prefix[..^1]));

    private static bool IsSegment(ReadOnlySpan<char> segment) =>
        !segment.IsEmpty && segment is not ("." or "..") && !segment.ContainsAnyExcept(Allowed);
}
