namespace Discovitas.S3;

/// <summary>
/// Represents the options of one group of upload routes. They are checked when the app starts, and only narrow what is
/// accepted: the rules of <see cref="S3Settings"/> apply as well.
/// </summary>
public sealed class S3UploadOptions
{
    /// <summary>Gets or sets the name of the store that receives the files, as in <c>AddS3Uploads(name)</c>.</summary>
    /// <value>The default is null: the store of <c>AddS3Uploads()</c>.</value>
    public string? Store { get; set; }

    /// <summary>Gets or sets the maximum size of a file in bytes, enforced on the bytes received.</summary>
    /// <value>
    /// The default is null: 100 MiB, or the store's own limit if that is smaller. The value must be at least 1 and at
    /// most <see cref="S3Settings.MaxFileSize"/>.
    /// </value>
    public long? MaxFileSize { get; set; }

    /// <summary>Gets or sets the maximum number of files in one form.</summary>
    /// <value>The default is 10. The value must be at least 1.</value>
    public int MaxFiles { get; set; } = 10;

    /// <inheritdoc cref="UploadLimits.AllowedContentTypes"/>
    public IList<string> AllowedContentTypes { get; } = [];

    /// <inheritdoc cref="UploadLimits.AllowedExtensions"/>
    public IList<string> AllowedExtensions { get; } = [];

    /// <summary>
    /// Gets the names of the form fields, or of a client's metadata, that are stored with the file as user metadata.
    /// All others are ignored.
    /// </summary>
    /// <value>The default is empty: none.</value>
    public IList<string> AllowedMetadata { get; } = [];

    /// <summary>
    /// Gets or sets a function that returns the folder below <see cref="S3Settings.KeyPrefix"/> for a request, for
    /// instance one per user.
    /// </summary>
    /// <value>The default is no folder.</value>
    public Func<HttpContext, string?>? Folder { get; set; }

    /// <summary>
    /// Gets or sets how much the folder of a request may hold, counted by listing it before each upload, and again when
    /// a direct upload is completed. If the quota would be exceeded, the response is 429 (code
    /// <c>quota-exceeded</c>).
    /// </summary>
    /// <value>
    /// The default is no limit. Set <see cref="Folder"/> as well: without it, all files of the store count.
    /// </value>
    public FolderQuota? FolderQuota { get; set; }

    /// <summary>
    /// Gets or sets what the pictures of this group may be, for uploads of every kind. A picture that breaks a rule is
    /// rejected (codes <c>image-too-large</c>, <c>image-too-small</c>, <c>image-not-supported</c> and
    /// <c>invalid-image</c>), and nothing of it is kept. Files that are no pictures are not concerned: see
    /// <see cref="AllowedContentTypes"/>.
    /// </summary>
    /// <value>
    /// The default is null: the store's own rules (<c>AddImages</c>, package Discovitas.S3.Images), which apply in any
    /// case. The numbers must be at least 1, and a minimum at most its maximum. The store must read pictures, otherwise
    /// the app does not start.
    /// </value>
    public ImageRules? Images { get; set; }

    /// <summary>
    /// Gets or sets a function that returns a stable identifier of the sender, to whom a direct upload is bound.
    /// </summary>
    /// <value>
    /// The default is the claim <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/>, else <c>sub</c>, else
    /// the name; or null if nobody is signed in. An upload without a user belongs to whoever has its token.
    /// </value>
    public Func<HttpContext, string?>? UserId { get; set; }

    /// <summary>Gets or sets how long a signed URL is valid. During an upload, clients request new ones.</summary>
    /// <value>The default is 15 minutes. The value must be between 1 second and 7 days.</value>
    public TimeSpan SignedUrlLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Gets or sets how long a direct upload may take, including pauses.</summary>
    /// <value>The default is 1 day. The value must be between 1 minute and 30 days.</value>
    public TimeSpan DirectUploadLifetime { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// Gets or sets the maximum number of direct uploads that one user, or one client address if nobody is signed in,
    /// has started and not finished. An upload counts until it is completed, aborted or rejected, or nothing more can
    /// be sent: in one request until <see cref="SignedUrlLifetime"/> is over, in parts until
    /// <see cref="DirectUploadLifetime"/> is over. Each instance of the app counts those that it has started.
    /// </summary>
    /// <value>The default is 100. The value must be between 1 and 10,000.</value>
    public int MaxUnfinishedUploads { get; set; } = 100;

    /// <summary>Gets or sets a value indicating whether browsers can upload directly to the store.</summary>
    /// <value>The default is true.</value>
    public bool AllowDirectUploads { get; set; } = true;

    /// <summary>
    /// Gets or sets a value indicating whether a client may make a form or a body repeatable with the header
    /// <c>Idempotency-Key</c>: for one user and one path, the same value with the same bytes is one file. Otherwise the
    /// header has no effect. If the store has no conditional writes, a request with the header is rejected (501).
    /// </summary>
    /// <value>The default is true.</value>
    public bool AllowIdempotencyKey { get; set; } = true;

    /// <inheritdoc cref="FileUploadRequest.CacheControl"/>
    public string? CacheControl { get; set; }

    /// <inheritdoc cref="FileUploadRequest.Disposition"/>
    public FileDisposition Disposition { get; set; }

    /// <inheritdoc cref="FileUploadRequest.KeepFileName"/>
    public bool KeepFileName { get; set; }

    /// <summary>
    /// Gets the object tags with which every file is stored: at most 10, with names of 1 to 128 and values of up to 256
    /// characters.
    /// </summary>
    /// <value>The default is empty: none.</value>
    public IDictionary<string, string> Tags { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>
    /// Gets or sets a function that is called before a file is accepted and before any of its bytes are stored. It
    /// returns null to accept the file, or the reason why the app rejects it, for instance a quota. A client may cause
    /// a call and then not upload, so the function should change nothing.
    /// </summary>
    /// <value>The default accepts all files.</value>
    public Func<IncomingUpload, CancellationToken, ValueTask<UploadRejection?>>? BeforeUpload { get; set; }

    /// <summary>
    /// Gets or sets a function with which the app accepts a file that is stored and verified, before the sender gets
    /// the response. If it throws, the file is deleted and the request fails. Once it has succeeded, nothing removes
    /// the file, even if a later file of the form fails, and a repeated request does not call it again. Only if a
    /// process stops in the middle, or takes more than a minute, or a client sends a file again that is accepted, it
    /// can be called again for the same key; an exception then removes no file that is accepted. Its token is never
    /// cancelled, so that a client that disconnects does not interrupt it.
    /// </summary>
    /// <value>The default is no function.</value>
    public Func<CompletedUpload, CancellationToken, ValueTask>? AfterUpload { get; set; }
}
