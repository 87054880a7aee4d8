namespace Discovitas.S3;

/// <summary>A file as a listing shows it (S3 operation ListObjectsV2).</summary>
/// <param name="key">The key in the bucket.</param>
/// <param name="url">The public URL.</param>
/// <param name="size">The size in bytes.</param>
/// <param name="lastModified">When the file was stored.</param>
public sealed class ListedFile(string key, string url, long size, DateTimeOffset lastModified)
{
    /// <summary>The key in the bucket.</summary>
    public string Key { get; } = key;

    /// <summary>The public URL.</summary>
    public string Url { get; } = url;

    /// <summary>The size in bytes.</summary>
    public long Size { get; } = size;

    /// <summary>When the file was stored.</summary>
    public DateTimeOffset LastModified { get; } = lastModified;
}
