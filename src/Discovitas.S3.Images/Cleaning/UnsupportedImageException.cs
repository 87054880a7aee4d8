using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>A file's metadata cannot be removed, because its format is not one of those that are cleaned.</summary>
/// <param name="format">The format that the file's first bytes have.</param>
internal sealed class UnsupportedImageException(ImageFormat format) : Exception(
    $"Metadata is removed from JPEG, PNG, GIF and WebP, and the file is none of them (its first bytes: {format}). "
    + "Send one of these formats, or let other files pass.")
{
    /// <summary>Gets the format.</summary>
    internal ImageFormat Format { get; } = format;
}
