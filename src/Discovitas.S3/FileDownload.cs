namespace Discovitas.S3;

/// <summary>
/// Represents a file, or a range of it, that is being read from the store. Dispose it to release the connection.
/// </summary>
public sealed class FileDownload : IDisposable, IAsyncDisposable
{
    /// <summary>
    /// Gets the bytes as they are received. A read that waits longer than <see cref="S3Settings.IdleTimeout"/>, or
    /// breaks off, throws <see cref="S3StoreException"/>; synchronous reads have no timeout.
    /// </summary>
    public required Stream Content { get; init; }

    /// <summary>Gets the content type as stored.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the number of bytes in <see cref="Content"/>.</summary>
    public required long Length { get; init; }

    /// <summary>Gets the position of the first byte of <see cref="Content"/> in the file, from 0.</summary>
    public required long Offset { get; init; }

    /// <summary>Gets the size of the whole file in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the entity tag, in quotes (RFC 9110, section 8.8.3).</summary>
    public required string ETag { get; init; }

    /// <summary>Gets the time at which the file was stored, to the second.</summary>
    public required DateTimeOffset LastModified { get; init; }

    /// <summary>
    /// Gets the <c>Content-Disposition</c> that is safe to serve the file with: as stored, but always
    /// <c>attachment</c> for a content type in which browsers run something. Null for none.
    /// </summary>
    public string? ContentDisposition { get; init; }

    /// <summary>
    /// Gets a value indicating whether the store returned a range, which may be the whole file, as it was asked for
    /// one.
    /// </summary>
    public bool IsRange { get; init; }

    /// <summary>Gets the <c>Cache-Control</c> as stored; null for none.</summary>
    internal string? CacheControl { get; init; }

    /// <summary>Closes <see cref="Content"/>.</summary>
    public void Dispose() => Content.Dispose();

    /// <summary>Closes <see cref="Content"/>.</summary>
    /// <returns>A task that completes when the stream is closed.</returns>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
