namespace Discovitas.S3;

/// <summary>Describes a file to upload: its name and content type as the sender states them, and its bytes.</summary>
/// <param name="FileName">
/// The file's name, from any source: only its extension becomes part of the key, and only if it is 1 to 16 ASCII
/// letters or digits.
/// </param>
/// <param name="ContentType">
/// The media type (RFC 9110, section 8.3.1), for instance <c>image/jpeg</c>. Stored in lower case, with no parameter
/// but a well-known <c>charset</c>. For bytes of unknown type: <c>application/octet-stream</c>.
/// </param>
/// <param name="Content">
/// The bytes: a <c>byte[]</c>, a <see cref="ReadOnlyMemory{T}"/>, a <see cref="Stream"/> or a file.
/// </param>
/// <example>
/// <code>
/// var request = new FileUploadRequest("report.pdf", "application/pdf", UploadContent.FromFile("report.pdf"))
/// {
///     Folder = "reports/42",
///     KeepFileName = true,
/// };
/// </code>
/// </example>
public sealed record FileUploadRequest(string FileName, string ContentType, UploadContent Content)
{
    /// <summary>
    /// Gets the folder below <see cref="S3Settings.KeyPrefix"/>, for instance <c>avatars/42</c>: letters, digits,
    /// <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c>, in segments between slashes.
    /// </summary>
    /// <value>The default is no folder.</value>
    public string? Folder { get; init; }

    /// <summary>Gets the <c>Cache-Control</c> header to store with the file (RFC 9111, section 5.2).</summary>
    /// <value>The default is none.</value>
    public string? CacheControl { get; init; }

    /// <summary>Gets a value that specifies whether a browser shows or saves the file.</summary>
    /// <value>
    /// The default is <see cref="FileDisposition.Default"/>: the browser decides for types in which it runs nothing,
    /// and saves files of any other type.
    /// </value>
    public FileDisposition Disposition { get; init; }

    /// <summary>
    /// Gets a value indicating whether <see cref="FileName"/>, without any path, is stored as the name under which a
    /// browser saves the file (RFC 6266, RFC 8187).
    /// </summary>
    /// <value>The default is false.</value>
    public bool KeepFileName { get; init; }

    /// <summary>
    /// Gets the user metadata (<c>x-amz-meta-…</c>): names are HTTP tokens, values any text without control
    /// characters; together at most 2 KB as sent.
    /// </summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Gets the object tags: at most 10, with names of 1 to 128 characters and values of up to 256.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Gets the rules of this upload, which apply in addition to those of the settings.</summary>
    /// <value>The default is none.</value>
    public UploadLimits? Limits { get; init; }

    /// <summary>
    /// Gets the rules of this upload for pictures, which apply in addition to those of the store. The store must have
    /// <c>AddImages</c> (package Discovitas.S3.Images); otherwise the upload throws
    /// <see cref="InvalidOperationException"/>.
    /// </summary>
    /// <value>The default is none.</value>
    public ImageRules? Images { get; init; }

    /// <summary>
    /// Gets a value that makes the upload repeatable: the same upload with the same value and <see cref="Folder"/>,
    /// sent again or twice at once, is one file. The bytes are compared by size and CRC-32;
    /// <see cref="StoredFile.IsReplay"/> says that another attempt has stored them. The store must support conditional
    /// writes (<c>If-None-Match</c>), which is checked once.
    /// </summary>
    /// <value>
    /// The default is none: each upload is a new file. 1 to 512 characters. Who knows the value cannot compute the key,
    /// but who knows the key can try values.
    /// </value>
    public string? IdempotencyKey { get; init; }

    /// <summary>
    /// Gets a value indicating whether an upload with <see cref="IdempotencyKey"/> stores the file for this attempt
    /// alone until <see cref="S3Service.AcceptAsync"/> makes it the file of all attempts, or
    /// <see cref="S3Service.WithdrawAsync"/> removes it.
    /// </summary>
    /// <value>The default is false: the file is that of all attempts once it is stored.</value>
    public bool AwaitsAcceptance { get; init; }

    /// <summary>Gets how much the folder may hold. Without a folder, these are all files of the store.</summary>
    /// <value>The default is no limit.</value>
    public FolderQuota? FolderQuota { get; init; }

    /// <summary>
    /// Gets a value indicating whether the file waits below <see cref="S3Settings.PendingPrefix"/> until
    /// <see cref="S3Service.KeepAsync"/> keeps it, for instance once the app has committed its transaction.
    /// </summary>
    /// <value>The default is false: the file is kept at once.</value>
    public bool Pending { get; init; }

    /// <summary>
    /// Gets the object that receives the number of bytes sent. It is called on other threads, and the number never
    /// decreases.
    /// </summary>
    /// <value>The default is none.</value>
    public IProgress<UploadProgress>? Progress { get; init; }
}
