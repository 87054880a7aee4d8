namespace Discovitas.S3;

/// <summary>
/// A file that a browser, or another client, is to send to the store itself: what it claims, and what it may bring.
/// </summary>
/// <param name="FileName">
/// The file's name, as in <see cref="FileUploadRequest"/>: only its extension reaches the key.
/// </param>
/// <param name="ContentType">The media type that the client claims. It is fixed: the store takes no other.</param>
public sealed record DirectUploadRequest(string FileName, string ContentType)
{
    internal static readonly TimeSpan DefaultLifetime = TimeSpan.FromMinutes(15);

    /// <summary>The size in bytes that the client claims; it is then fixed. Default: any up to the limits.</summary>
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

    /// <summary>How long the client may take to begin, 1 second to 7 days. Default 15 minutes.</summary>
    public TimeSpan Lifetime { get; init; } = DefaultLifetime;

    /// <summary>The same as an upload through this process, so that one set of rules and headers serves both.</summary>
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
