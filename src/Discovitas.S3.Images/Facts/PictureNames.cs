namespace Discovitas.S3.Images.Facts;

/// <summary>
/// Tells by a file's name whether it is meant as a picture. Browsers do not know the types of many cameras' formats.
/// </summary>
internal static class PictureNames
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        // Formats for pages, and older ones.
        ".jpg", ".jpeg", ".jpe", ".jfif", ".pjpeg", ".pjp", ".png", ".apng", ".gif", ".webp", ".bmp", ".dib", ".tif",
        ".tiff", ".heic", ".heif", ".heics", ".heifs", ".hif", ".avif", ".avifs", ".jxl", ".jp2", ".j2k", ".jpf",
        ".jpx", ".jpm", ".jxr", ".wdp", ".hdp", ".mng", ".jng", ".svg", ".svgz", ".ico", ".cur", ".psd", ".psb",
        ".exr",

        // Cameras' own.
        ".dng", ".cr2", ".cr3", ".crw", ".nef", ".nrw", ".arw", ".srf", ".sr2", ".raf", ".orf", ".rw2", ".rwl", ".pef",
        ".srw", ".x3f", ".mrw", ".3fr", ".iiq", ".erf", ".kdc", ".mef", ".gpr",
    };

    /// <summary>Returns the extension of a name that is a picture's, in lower case; null for any other.</summary>
    internal static string? ExtensionOf(string? fileName)
    {
        var extension = Path.GetExtension(fileName?.TrimEnd(' ', '.'));
        return extension is not null && Extensions.Contains(extension) ? extension.ToLowerInvariant() : null;
    }
}
