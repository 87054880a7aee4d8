namespace Discovitas.S3;

/// <summary>
/// Describes a stored file, which holds exactly the bytes that were sent, or what an <see cref="IContentFilter"/> of
/// the store has made of them.
/// </summary>
public sealed record StoredFile
{
    /// <summary>Gets the key in the bucket. Keep it: every other method accepts it.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the public URL. Anyone can read it if the bucket or the CDN allows that.</summary>
    public required string Url { get; init; }

    /// <summary>
    /// Gets the key under which the file waits until <see cref="S3Service.KeepAsync"/> moves it to <see cref="Key"/>;
    /// null once it is kept.
    /// </summary>
    public string? PendingKey { get; init; }

    /// <summary>
    /// Gets a value indicating whether another attempt with the same <see cref="FileUploadRequest.IdempotencyKey"/> has
    /// stored the file. All other properties are those of the file that it has stored.
    /// </summary>
    public bool IsReplay { get; init; }

    /// <summary>Gets the size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the content type as stored.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the entity tag as the store returned it, in quotes (RFC 9110, section 8.8.3).</summary>
    public required string ETag { get; init; }

    /// <summary>
    /// Gets the CRC-32 of the whole file in S3's format: base64 of its four bytes in big-endian order. Null after a
    /// direct upload if the store keeps no checksum, since its bytes did not pass through this process.
    /// </summary>
    public string? ChecksumCrc32 { get; init; }

    /// <summary>
    /// Gets what the file's headers tell about the picture; null if it is none, or the store has no filter that reads
    /// pictures (<c>AddImages</c>, package Discovitas.S3.Images).
    /// </summary>
    public ImageInfo? Image { get; init; }
}
