using System.Net.Http.Headers;
using Amazon.S3.Model;
using Discovitas.S3.Text;

namespace Discovitas.S3.Objects;

/// <summary>
/// What of an object is read, and when not (RFC 9110, sections 13 and 14). The store evaluates it, as far as it can.
/// </summary>
internal sealed class ReadConditions
{
    private const string AnyTag = "*";

    private readonly List<string> _tags;
    private readonly DateTimeOffset? _modifiedSince;
    private readonly string? _range;
    private readonly string? _ifRange;

    internal ReadConditions(FileReadOptions options)
    {
        _tags = Tags(options.IfNoneMatch);
        _modifiedSince = string.IsNullOrEmpty(options.IfNoneMatch) ? options.IfModifiedSince : null;
        _range = OneRange(options.Range);
        if (_range is not null && options.IfRange is { Length: > 0 } tag)
        {
            // Only a strong tag shows that the bytes are the same.
            (_range, _ifRange) = tag != AnyTag && IsTag(tag) ? (_range, tag) : (null, null);
        }
    }

    private ReadConditions(ReadConditions other) => (_tags, _modifiedSince) = (other._tags, other._modifiedSince);

    internal bool HasIfRange => _ifRange is not null;

    internal ReadConditions WithoutRange() => new(this);

    internal GetObjectRequest Apply(GetObjectRequest request)
    {
        request.ByteRange = _range is null ? null : new ByteRange(_range);
        request.EtagToMatch = _ifRange;

        // Not every store reads lists.
        request.EtagToNotMatch = _tags is [var tag] ? tag : null;
        request.ModifiedSinceDate = _modifiedSince?.UtcDateTime;
        return request;
    }

    /// <summary>Returns whether an object with this ETag need not be read: for stores that do not look.</summary>
    internal bool AreNotModified(string? etag) =>
        _tags.Contains(AnyTag) || _tags.Contains(EntityTag.Quoted(etag), StringComparer.Ordinal);

    // For reading, weak tags are compared as strong ones (RFC 9110, section 13.1.2).
    private static List<string> Tags(string? header)
    {
        var tags = (header ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(tag => tag.StartsWith("W/", StringComparison.Ordinal) ? tag[2..] : tag);
        return [.. tags.Where(IsTag)];
    }

    private static bool IsTag(string tag) =>
        tag == AnyTag
        || (tag.Length >= 2 && tag.StartsWith('"') && tag.EndsWith('"')
            && tag.IndexOf('"', 1) == tag.Length - 1
            && !tag.AsSpan().ContainsAnyExceptInRange('!', '~'));

    private static string? OneRange(string? header) =>
        header is not null
        && RangeHeaderValue.TryParse(header, out var parsed)
        && parsed is { Unit: "bytes", Ranges.Count: 1 }
            ? $"bytes={parsed.Ranges.First()}"
            : null;
}
