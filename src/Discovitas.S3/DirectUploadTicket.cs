namespace Discovitas.S3;

/// <summary>
/// What a direct upload was granted. Keep it on the server, or sealed, until the client says that it is done: never take it from a client as
/// it is, since whoever writes it chooses what is accepted. It holds no secret.
/// </summary>
/// <param name="key">The key.</param>
/// <param name="contentType">The content type.</param>
/// <param name="maxSize">The most bytes that may arrive.</param>
public sealed class DirectUploadTicket(string key, string contentType, long maxSize)
{
    /// <summary>The key, of this service's making.</summary>
    public string Key { get; } = key;

    /// <summary>The content type as it is stored.</summary>
    public string ContentType { get; } = contentType;

    /// <summary>The most bytes that may arrive.</summary>
    public long MaxSize { get; } = maxSize;

    /// <summary>The exact size in bytes, where it was claimed; else null.</summary>
    public long? Size { get; init; }

    /// <summary>The store's id of the multipart upload; null for an upload in one request.</summary>
    public string? UploadId { get; init; }

    /// <summary>Whether the first bytes must be of the content type, as where there is a list of allowed types.</summary>
    public bool ChecksBytes { get; init; }

    /// <summary>
    /// Gets the tags of a multipart upload, which are set again when it is completed on a store that may drop them, or
    /// <see langword="null"/> for none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>The same for a multipart upload.</summary>
    internal DirectUploadTicket With(string uploadId, IReadOnlyDictionary<string, string>? tags) =>
        new(Key, ContentType, MaxSize) { Size = Size, UploadId = uploadId, ChecksBytes = ChecksBytes, Tags = tags };
}
