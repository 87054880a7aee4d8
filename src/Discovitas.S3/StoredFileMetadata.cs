namespace Discovitas.S3;

/// <summary>What the store says of a file (S3 operation HeadObject).</summary>
/// <param name="key">The key in the bucket.</param>
/// <param name="size">The size in bytes.</param>
/// <param name="contentType">The content type.</param>
/// <param name="etag">The entity tag.</param>
/// <param name="lastModified">When the file was stored.</param>
/// <param name="metadata">User metadata.</param>
public sealed class StoredFileMetadata(
    string key, long size, string contentType, string etag, DateTimeOffset lastModified, IReadOnlyDictionary<string, string> metadata)
{
    /// <summary>The key in the bucket.</summary>
    public string Key { get; } = key;

    /// <summary>The size in bytes.</summary>
    public long Size { get; } = size;

    /// <summary>The content type.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>The entity tag, in quotes (RFC 9110, section 8.8.3).</summary>
    public string ETag { get; } = etag;

    /// <summary>When the file was stored, to the second.</summary>
    public DateTimeOffset LastModified { get; } = lastModified;

    /// <summary>User metadata as it was given; names in any case, without <c>x-amz-meta-</c>. Never null.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; } = metadata;
}
