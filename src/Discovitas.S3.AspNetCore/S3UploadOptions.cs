using Microsoft.AspNetCore.Http;

namespace Discovitas.S3;

/// <summary>What one group of upload routes takes. It only narrows: the rules of <see cref="S3Settings"/> hold beside it.</summary>
public sealed class S3UploadOptions
{
    /// <summary>The largest file in bytes, at least 1, counted on what really comes. Default 100 MiB.</summary>
    public long MaxFileSize { get; set; } = 100 * 1024 * 1024;

    /// <summary>How many files one form may bring, at least 1. Default 10.</summary>
    public int MaxFiles { get; set; } = 10;

    /// <inheritdoc cref="UploadLimits.AllowedContentTypes"/>
    public IList<string> AllowedContentTypes { get; } = [];

    /// <inheritdoc cref="UploadLimits.AllowedExtensions"/>
    public IList<string> AllowedExtensions { get; } = [];

    /// <summary>
    /// The names of the form's fields, or of the client's metadata, that are stored with the file as user metadata. Default: none. All other
    /// fields and metadata are left out.
    /// </summary>
    public IList<string> AllowedMetadata { get; } = [];

    /// <summary>The folder below <see cref="S3Settings.KeyPrefix"/>, from the request: per user, for instance. Default: none.</summary>
    public Func<HttpContext, string?>? Folder { get; set; }

    /// <summary>
    /// Who the sender is, as a text that stays the same for a user: a direct upload belongs to whom it was granted to. Default: the claim
    /// <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>, else <c>sub</c>, else the name; null, and so shared, where nobody is signed in.
    /// </summary>
    public Func<HttpContext, string?>? User { get; set; }

    /// <summary>How long a signed URL may be used, 1 second to 7 days. Default 15 minutes. A client asks for new ones as it goes on.</summary>
    public TimeSpan SignedUrlLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a direct upload may take in all, pauses included, 1 minute to 30 days. Default 1 day.</summary>
    public TimeSpan DirectUploadLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Whether browsers may send to the store themselves. Default: yes.</summary>
    public bool DirectUploads { get; set; } = true;

    /// <inheritdoc cref="FileUploadRequest.CacheControl"/>
    public string? CacheControl { get; set; }

    /// <inheritdoc cref="FileUploadRequest.KeepFileName"/>
    public bool KeepFileName { get; set; }

    /// <summary>
    /// Asked before a byte of a file is stored, and without a change, since a client can ask in vain: null takes it, an <see cref="UploadRejection"/> tells the sender why not. For quotas, scanners of
    /// names, and the like. Default: takes all.
    /// </summary>
    public Func<IncomingUpload, CancellationToken, ValueTask<UploadRejection?>>? BeforeUpload { get; set; }

    /// <summary>
    /// Told when a file is stored and checked, before the sender is; if it throws, the file is removed and the request fails. For a direct upload
    /// it can be called more than once for the same key, where a client repeats its last request: it must then not throw for a key that it has
    /// recorded. Default: nothing.
    /// </summary>
    public Func<CompletedUpload, CancellationToken, ValueTask>? AfterUpload { get; set; }
}
