namespace Discovitas.S3;

/// <summary>A file that the store holds, with exactly the bytes that came in.</summary>
/// <param name="key">The key in the bucket.</param>
/// <param name="url">The public URL.</param>
/// <param name="size">The size in bytes.</param>
/// <param name="contentType">The content type as stored.</param>
/// <param name="etag">The entity tag.</param>
/// <param name="checksumCrc32">CRC32 of the whole file; empty where it is not known.</param>
public sealed class StoredFile(string key, string url, long size, string contentType, string etag, string checksumCrc32)
{
    /// <summary>The key in the bucket. Keep this: every other method takes it.</summary>
    public string Key { get; } = key;

    /// <summary>The public URL. It can be read where the bucket or the CDN allows it.</summary>
    public string Url { get; } = url;

    /// <summary>The size in bytes.</summary>
    public long Size { get; } = size;

    /// <summary>The content type as stored.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>The entity tag as the store gave it, in quotes (RFC 9110, section 8.8.3).</summary>
    public string ETag { get; } = etag;

    /// <summary>
    /// CRC32 of the whole file as S3 writes it: base64 of four bytes, the highest first. Empty after a direct upload of which the store keeps
    /// none, since its bytes did not pass through here.
    /// </summary>
    public string ChecksumCrc32 { get; } = checksumCrc32;
}
