namespace Discovitas.S3;

/// <summary>
/// Describes what a client may send in a direct upload. Keep it on the server, or give it to the client only as a
/// protected token: anyone who can write a ticket decides what is accepted. It holds no secret.
/// </summary>
public sealed record DirectUploadTicket
{
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(0);

    /// <summary>
    /// Gets the key under which the file is kept once it is verified. What a client sends in one request has the same
    /// key below <see cref="S3Settings.PendingPrefix"/> until then; so has a multipart upload if files are inspected.
    /// </summary>
    public required string Key { get; init; }

    /// <summary>Gets the file's name as the client states it, for inspectors; null if it is not known.</summary>
    public string? FileName { get; init; }

    /// <summary>Gets the content type as it is stored.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the largest number of bytes that the store may receive.</summary>
    public required long MaxSize { get; init; }

    /// <summary>Gets the exact size in bytes if the request named one; otherwise null.</summary>
    public long? Size { get; init; }

    /// <summary>Gets the store's id of the multipart upload; null for an upload in one request.</summary>
    public string? UploadId { get; init; }

    /// <summary>
    /// Gets a value indicating whether the first bytes must match the content type, as they must if there is a list of
    /// allowed types.
    /// </summary>
    public required bool ChecksBytes { get; init; }

    /// <summary>
    /// Gets the headers with which the file is kept, besides its content type: <c>Cache-Control</c>,
    /// <c>Content-Disposition</c> and <c>x-amz-meta-…</c>. Whatever else the client sends is not kept.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = None;

    /// <inheritdoc cref="FileUploadRequest.FolderQuota"/>
    public FolderQuota? FolderQuota { get; init; }

    /// <inheritdoc cref="FileUploadRequest.Images"/>
    public ImageRules? Images { get; init; }

    /// <summary>Gets the tags with which the file is kept, or <see langword="null"/> for none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
