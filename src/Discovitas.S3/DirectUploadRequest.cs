namespace Discovitas.S3;

/// <summary>
/// Describes a file that a browser or another client is to send directly to the store: the file as the client states
/// it, and the headers and limits that apply.
/// </summary>
/// <param name="FileName">
/// The file's name, as in <see cref="FileUploadRequest"/>: only its extension reaches the key.
/// </param>
/// <param name="ContentType">The media type that the client states. The store accepts no other.</param>
public sealed record DirectUploadRequest(string FileName, string ContentType)
{
    internal static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Gets the size in bytes that the client states; the store then accepts no other.</summary>
    /// <value>The default is any size up to the limits.</value>
    public long? Size { get; init; }

    /// <inheritdoc cref="FileUploadRequest.Folder"/>
    public string? Folder { get; init; }

    /// <inheritdoc cref="FileUploadRequest.CacheControl"/>
    public string? CacheControl { get; init; }

    /// <inheritdoc cref="FileUploadRequest.Disposition"/>
    public FileDisposition Disposition { get; init; }

    /// <inheritdoc cref="FileUploadRequest.KeepFileName"/>
    public bool KeepFileName { get; init; }

    /// <inheritdoc cref="FileUploadRequest.Metadata"/>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <inheritdoc cref="FileUploadRequest.Tags"/>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <inheritdoc cref="FileUploadRequest.Limits"/>
    public UploadLimits? Limits { get; init; }

    /// <inheritdoc cref="FileUploadRequest.Images"/>
    public ImageRules? Images { get; init; }

    /// <summary>
    /// Gets how much the folder may hold, checked when the upload is created and again when it is completed.
    /// </summary>
    /// <value>The default is no limit.</value>
    public FolderQuota? FolderQuota { get; init; }

    /// <summary>
    /// Gets how long the signed request is valid. A multipart upload has a lifetime for each part instead
    /// (<see cref="S3DirectUploads.SignPartAsync"/>).
    /// </summary>
    /// <value>The default is 15 minutes. The value must be between 1 second and 7 days.</value>
    public TimeSpan SignedUrlLifetime { get; init; } = DefaultLifetime;

    /// <summary>
    /// Returns the same request as one for an upload through this process, so that one set of rules and headers serves
    /// both.
    /// </summary>
    internal FileUploadRequest Described() => new(FileName, ContentType, Array.Empty<byte>())
    {
        Folder = Folder,
        CacheControl = CacheControl,
        Disposition = Disposition,
        KeepFileName = KeepFileName,
        Metadata = Metadata,
        Tags = Tags,
        Limits = Limits,
    };
}
