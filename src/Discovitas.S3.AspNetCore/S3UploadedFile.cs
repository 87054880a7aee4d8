namespace Discovitas.S3;

/// <summary>
/// Represents a file that <see cref="S3Upload"/> has stored, as the browser states it. A browser can state anything:
/// verify that the user has uploaded a file of this key, for instance one that
/// <see cref="S3UploadOptions.AfterUpload"/> has recorded, before you keep the key.
/// </summary>
public sealed record S3UploadedFile
{
    /// <summary>Gets the key in the bucket.</summary>
    public required string Key { get; init; }

    /// <summary>Gets the URL.</summary>
    public required string Url { get; init; }

    /// <summary>Gets the name of the file on the user's computer.</summary>
    public required string FileName { get; init; }

    /// <summary>Gets the size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Gets the content type that is stored with the file.</summary>
    public required string ContentType { get; init; }

    /// <summary>
    /// Gets what the file's headers tell about the picture; null if it is none, or the store does not read pictures.
    /// </summary>
    public ImageInfo? Image { get; init; }
}
