namespace Discovitas.S3;

/// <summary>
/// Describes a file that a client wants to upload, as <see cref="S3UploadOptions.BeforeUpload"/> receives it.
/// </summary>
public sealed class IncomingUpload
{
    /// <summary>Gets the request, with its user.</summary>
    public required HttpContext HttpContext { get; init; }

    /// <summary>Gets the name that the sender gave the file. It is untrusted: encode it before you show it.</summary>
    public required string FileName { get; init; }

    /// <summary>Gets the content type that the sender states. It has not been checked.</summary>
    public required string ContentType { get; init; }

    /// <summary>Gets the size in bytes that the sender states, or null if it states none.</summary>
    public long? Size { get; init; }
}
