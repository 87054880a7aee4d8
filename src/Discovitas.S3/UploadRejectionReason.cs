namespace Discovitas.S3;

/// <summary>Which rule an upload broke.</summary>
public enum UploadRejectionReason
{
    /// <summary>The content type is not a media type.</summary>
    InvalidContentType,

    /// <summary>The content type is not among <see cref="S3Settings.AllowedContentTypes"/>.</summary>
    ContentTypeNotAllowed,

    /// <summary>The extension is not among <see cref="S3Settings.AllowedExtensions"/>.</summary>
    ExtensionNotAllowed,

    /// <summary>The extension or the first bytes are of another type than the one claimed.</summary>
    ContentTypeMismatch,

    /// <summary>More bytes than <see cref="S3Settings.MaxFileSize"/>, or than S3 takes.</summary>
    TooLarge,

    /// <summary>The stream gave fewer or more bytes than its length promised, or the file changed while it was read.</summary>
    LengthMismatch,

    /// <summary>The folder is not of the allowed form.</summary>
    InvalidFolder,

    /// <summary>A file name, Cache-Control, metadata or tag holds what a header cannot carry, or too much of it.</summary>
    InvalidHeader,

    /// <summary>Nothing, or not every part that was named, has arrived at the store.</summary>
    Incomplete,
}
