namespace Discovitas.S3;

/// <summary>Specifies what a browser does with a file that it opens (RFC 6266, section 4.2).</summary>
public enum FileDisposition
{
    /// <summary>The browser decides, but saves what it would run (HTML, SVG, XML, JavaScript).</summary>
    Default,

    /// <summary>
    /// The browser shows the file. HTML, SVG, XML and JavaScript can then run scripts in the origin that serves them.
    /// </summary>
    Inline,

    /// <summary>The browser saves the file.</summary>
    Attachment,
}
