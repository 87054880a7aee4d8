namespace Discovitas.S3;

/// <summary>Specifies what a browser does with a file that it opens (RFC 6266, section 4.2).</summary>
public enum FileDisposition
{
    /// <summary>
    /// The browser decides for common types of pictures, audio and video, for plain text and for PDF, in which it runs
    /// nothing. It saves a file of any other type.
    /// </summary>
    Default,

    /// <summary>
    /// The browser shows a file of the types named for <see cref="Default"/>. It saves a file of any other type, since
    /// the file could run scripts in the origin that serves it.
    /// </summary>
    Inline,

    /// <summary>The browser saves the file.</summary>
    Attachment,
}
