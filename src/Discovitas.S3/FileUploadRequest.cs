namespace Discovitas.S3;

/// <summary>A file to upload: its name and type as the sender claims them, and its bytes.</summary>
/// <param name="FileName">
/// The file's name, from any source: only its extension reaches the key, and only if it is 1 to 16 ASCII letters or digits.
/// </param>
/// <param name="ContentType">
/// The media type (RFC 9110, section 8.3.1), for instance <c>image/jpeg</c>. Stored in lower case, with no parameter but a
/// well-known <c>charset</c>. For bytes of unknown kind: <c>application/octet-stream</c>.
/// </param>
/// <param name="Content">The bytes: a <c>byte[]</c>, a <see cref="ReadOnlyMemory{T}"/>, a <see cref="Stream"/> or a file.</param>
public sealed record FileUploadRequest(string FileName, string ContentType, UploadContent Content)
{
    /// <summary>
    /// A folder below <see cref="S3Settings.KeyPrefix"/>, for instance <c>avatars/42</c>: letters, digits, <c>-</c>, <c>_</c>,
    /// <c>.</c> and <c>~</c>, in segments between slashes. Default: none.
    /// </summary>
    public string? Folder { get; init; }

    /// <summary>The <c>Cache-Control</c> stored with the file (RFC 9111, section 5.2). Default: none.</summary>
    public string? CacheControl { get; init; }

    /// <summary>
    /// Whether a browser shows the file or saves it. Default: it decides itself, but saves what it would otherwise run (HTML, SVG,
    /// XML, JavaScript).
    /// </summary>
    public FileDisposition Disposition { get; init; }

    /// <summary>
    /// Whether <see cref="FileName"/>, without any path, is stored as the name to save under (RFC 6266, RFC 8187). Default: no.
    /// </summary>
    public bool KeepFileName { get; init; }

    /// <summary>
    /// User metadata (<c>x-amz-meta-…</c>): names are HTTP tokens, values any text without control characters; 2 KB in all as
    /// sent. Default: none.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>Object tags: at most 10, names of 1 to 128 and values of up to 256 characters. Default: none.</summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Rules for this upload beside those of the settings. Default: none.</summary>
    public UploadLimits? Limits { get; init; }

    /// <summary>Told how many bytes have been sent, from other threads and never backwards. Default: nobody.</summary>
    public IProgress<UploadProgress>? Progress { get; init; }
}
