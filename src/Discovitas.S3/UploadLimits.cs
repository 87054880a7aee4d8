namespace Discovitas.S3;

/// <summary>
/// What one upload, or one kind of upload, may bring: avatars take less than documents. It only narrows: the rules of
/// <see cref="S3Settings"/> hold beside it.
/// </summary>
public sealed class UploadLimits
{
    /// <summary>The largest file in bytes, counted on what really comes, from 0. Default: as <see cref="S3Settings.MaxFileSize"/>.</summary>
    public long? MaxFileSize { get; init; }

    /// <summary>
    /// The content types, exact and without parameters, for instance <c>image/png</c>. Default: empty, any. With a list, the file's extension
    /// and its first bytes must agree with the type that is claimed.
    /// </summary>
    public IReadOnlyList<string> AllowedContentTypes { get; init; } = [];

    /// <summary>The extensions, with or without their dot, in any case. Default: empty, any.</summary>
    public IReadOnlyList<string> AllowedExtensions { get; init; } = [];
}
