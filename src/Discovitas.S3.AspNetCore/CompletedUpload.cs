namespace Discovitas.S3;

/// <summary>
/// Describes a file that has been stored and verified, as <see cref="S3UploadOptions.AfterUpload"/> receives it.
/// </summary>
public sealed class CompletedUpload
{
    /// <summary>
    /// Gets the request that completed the upload, with its user. For a direct upload it is not the one that sent the
    /// bytes.
    /// </summary>
    public required HttpContext HttpContext { get; init; }

    /// <summary>Gets the file as it is stored.</summary>
    public required StoredFile File { get; init; }

    /// <summary>Gets the name that the sender gave the file. It is untrusted: encode it before you show it.</summary>
    public required string FileName { get; init; }
}
