namespace Discovitas.S3;

/// <summary>Describes a file in a listing (S3 operation ListObjectsV2).</summary>
public sealed record ListedFile
{
    /// <summary>Gets the key in the bucket.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the public URL.</summary>
    public required string Url { get; init; }

    /// <summary>Gets the size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the time at which the file was stored.</summary>
    public required DateTimeOffset LastModified { get; init; }
}
