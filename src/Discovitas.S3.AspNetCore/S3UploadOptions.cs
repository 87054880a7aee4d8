namespace Discovitas.S3;

/// <summary>
/// The options of one group of upload routes. They are checked when the app starts. They only narrow what is accepted:
/// the rules of <see cref="S3Settings"/> apply as well.
/// </summary>
public sealed class S3UploadOptions
{
    private const long DefaultMaxFileSize = 100 * 1024 * 1024;

    private long? _maxFileSize;

    /// <summary>
    /// Gets or sets the name of the store that receives the files, as in <c>AddS3Uploads(name)</c>. Default: null, the
    /// store of <c>AddS3Uploads()</c>.
    /// </summary>
    public string? Store { get; set; }

    /// <summary>
    /// Gets or sets the maximum size of a file in bytes, at least 1 and at most <see cref="S3Settings.MaxFileSize"/>.
    /// It is enforced on the bytes received. Default: 100 MiB, or the store's own limit if that is smaller.
    /// </summary>
    public long MaxFileSize
    {
        get => _maxFileSize ?? DefaultMaxFileSize;
        set => _maxFileSize = value;
    }

    /// <summary>Gets or sets the maximum number of files in one form, at least 1. Default: 10.</summary>
    public int MaxFiles { get; set; } = 10;

    /// <inheritdoc cref="UploadLimits.AllowedContentTypes"/>
    public IList<string> AllowedContentTypes { get; } = [];

    /// <inheritdoc cref="UploadLimits.AllowedExtensions"/>
    public IList<string> AllowedExtensions { get; } = [];

    /// <summary>
    /// Gets the names of the form fields, or of a client's metadata, that are stored with the file as user metadata.
    /// All others are ignored. Default: empty, none.
    /// </summary>
    public IList<string> AllowedMetadata { get; } = [];

    /// <summary>
    /// Gets or sets a function that returns the folder below <see cref="S3Settings.KeyPrefix"/> for a request, for
    /// instance one per user. Default: no folder.
    /// </summary>
    public Func<HttpContext, string?>? Folder { get; set; }

    /// <summary>
    /// Gets or sets a function that returns a stable identifier of the sender, to whom a direct upload is bound.
    /// Default: the claim <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>, else <c>sub</c>, else the
    /// name; null, and so the same for everybody, if nobody is signed in.
    /// </summary>
    public Func<HttpContext, string?>? User { get; set; }

    /// <summary>
    /// Gets or sets how long a signed URL is valid, 1 second to 7 days. Clients request new ones while an upload goes
    /// on. Default: 15 minutes.
    /// </summary>
    public TimeSpan SignedUrlLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Gets or sets how long a direct upload may take, with all pauses, 1 minute to 30 days. Default: 1 day.
    /// </summary>
    public TimeSpan DirectUploadLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Gets or sets whether browsers can upload directly to the store. Default: true.</summary>
    public bool DirectUploads { get; set; } = true;

    /// <inheritdoc cref="FileUploadRequest.CacheControl"/>
    public string? CacheControl { get; set; }

    /// <inheritdoc cref="FileUploadRequest.Disposition"/>
    public FileDisposition Disposition { get; set; }

    /// <inheritdoc cref="FileUploadRequest.KeepFileName"/>
    public bool KeepFileName { get; set; }

    /// <summary>
    /// Gets the object tags that every file is stored with: at most 10, with names of 1 to 128 and values of up to 256
    /// characters. Default: empty, none.
    /// </summary>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets a function that is called before a file is accepted and before any of its bytes are stored. It
    /// returns null to accept the file, or why the app rejects it: a quota, for instance. Clients may call it and then
    /// not upload, so it should change nothing. Default: accepts all files.
    /// </summary>
    public Func<IncomingUpload, CancellationToken, ValueTask<UploadRejection?>>? BeforeUpload { get; set; }

    /// <summary>
    /// Gets or sets a function that is called when a file is stored and verified, before the sender gets the response.
    /// If it throws, the file is deleted and the request fails. A client can repeat the last request of a direct
    /// upload, and the function is then called again with the same key: it must not throw for a key that it has
    /// recorded. Default: none.
    /// </summary>
    public Func<CompletedUpload, CancellationToken, ValueTask>? AfterUpload { get; set; }

    /// <summary>Gets whether <see cref="MaxFileSize"/> has been set.</summary>
    internal bool HasMaxFileSize => _maxFileSize is not null;
}
