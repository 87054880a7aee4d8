namespace Discovitas.S3.Images.Facts;

/// <summary>What formats are called.</summary>
internal static class FormatNames
{
    /// <summary>The formats that are accepted, for those who are to send one of them.</summary>
    internal const string Accepted = "JPEG, PNG, GIF, WebP, HEIC or AVIF";

    /// <summary>Returns the media type of a format.</summary>
    internal static string ContentTypeOf(ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => "image/jpeg",
        ImageFormat.Png => "image/png",
        ImageFormat.Gif => "image/gif",
        ImageFormat.WebP => "image/webp",
        ImageFormat.Bmp => "image/bmp",
        ImageFormat.Tiff => "image/tiff",
        ImageFormat.Heic => "image/heic",
        ImageFormat.Avif => "image/avif",
        _ => "application/octet-stream",
    };

    /// <summary>Returns what people call a format, with an article.</summary>
    internal static string WithArticle(ImageFormat format) =>
        (format is ImageFormat.Avif ? "an " : "a ") + NameOf(format);

    /// <summary>Returns what people call a format.</summary>
    internal static string NameOf(ImageFormat format) => format is ImageFormat.WebP
        ? nameof(ImageFormat.WebP)
        : format.ToString().ToUpperInvariant();
}
