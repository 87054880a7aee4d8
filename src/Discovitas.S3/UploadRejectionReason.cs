namespace Discovitas.S3;

/// <summary>Specifies the rule that an upload breaks.</summary>
public enum UploadRejectionReason
{
    /// <summary>The content type is not a media type.</summary>
    InvalidContentType,

    /// <summary>The content type is not in <see cref="S3Settings.AllowedContentTypes"/>.</summary>
    ContentTypeNotAllowed,

    /// <summary>The extension is not in <see cref="S3Settings.AllowedExtensions"/>.</summary>
    ExtensionNotAllowed,

    /// <summary>The extension or the first bytes belong to another content type.</summary>
    ContentTypeMismatch,

    /// <summary>The file has more bytes than <see cref="S3Settings.MaxFileSize"/>, or than S3 accepts.</summary>
    TooLarge,

    /// <summary>
    /// The stream has fewer or more bytes than its length says, or the file changed while it was read.
    /// </summary>
    LengthMismatch,

    /// <summary>The folder does not have the allowed form.</summary>
    InvalidFolder,

    /// <summary>
    /// A file name, Cache-Control, metadata or tag contains characters that a header cannot carry, or is too long.
    /// </summary>
    InvalidHeader,

    /// <summary>The store has received no file, or not every part that was named.</summary>
    Incomplete,

    /// <summary>Another call is completing the direct upload, which can neither be completed nor aborted.</summary>
    BeingCompleted,

    /// <summary>The direct upload is completed, so that it can no longer be aborted. Its file is not removed.</summary>
    Completed,

    /// <summary>
    /// The <see cref="FileUploadRequest.IdempotencyKey"/> was used before, for other bytes or another kind of file.
    /// </summary>
    IdempotencyConflict,

    /// <summary>With the file, its folder would hold more than its <see cref="FolderQuota"/>.</summary>
    QuotaExceeded,

    /// <summary>An <see cref="IUploadInspector"/> rejects the file.</summary>
    RejectedByInspector,

    /// <summary>
    /// A picture has more pixels, in one frame or all, or more frames, or is wider or higher, than its rules allow
    /// (<see cref="ImageRules"/>).
    /// </summary>
    ImageTooLarge,

    /// <summary>A picture is less wide or high than its rules ask for.</summary>
    ImageTooSmall,

    /// <summary>
    /// A picture, by its bytes, content type or name, has a format that cannot be checked, or whose metadata cannot be
    /// removed.
    /// </summary>
    ImageNotSupported,

    /// <summary>The file begins as a picture, but is not as its format has it, or ends too early.</summary>
    InvalidImage,
}
