namespace Discovitas.S3;

/// <summary>What a browser does with a file that it is given (RFC 6266, section 4.2).</summary>
public enum FileDisposition
{
    /// <summary>What the browser likes; what it would run (HTML, SVG, XML, JavaScript) it saves.</summary>
    Default,

    /// <summary>Show it. For HTML, SVG, XML and JavaScript this lets the file run scripts under the address that serves it.</summary>
    Inline,

    /// <summary>Save it.</summary>
    Attachment,
}
