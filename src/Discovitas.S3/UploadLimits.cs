namespace Discovitas.S3;

/// <summary>
/// Describes what one upload, or one kind of upload, may contain, for instance smaller files for avatars than for
/// documents. The rules of <see cref="S3Settings"/> apply as well, so limits can only narrow them.
/// </summary>
public sealed class UploadLimits
{
    /// <summary>Gets the largest size of a file in bytes, enforced on the bytes received.</summary>
    /// <value>The default is <see cref="S3Settings.MaxFileSize"/>. The value must be at least 0.</value>
    public long? MaxFileSize { get; init; }

    /// <summary>
    /// Gets the content types that are accepted, exact and without parameters, for instance <c>image/png</c>. If the
    /// list is not empty, the file's extension and its first bytes must agree with the content type in the request.
    /// </summary>
    /// <value>The default is empty: only the rule of <see cref="S3Settings"/> applies.</value>
    public IReadOnlyList<string> AllowedContentTypes { get; init; } = [];

    /// <summary>Gets the extensions that are accepted, with or without a dot, in any case.</summary>
    /// <value>The default is empty: only the rule of <see cref="S3Settings"/> applies.</value>
    public IReadOnlyList<string> AllowedExtensions { get; init; } = [];
}
