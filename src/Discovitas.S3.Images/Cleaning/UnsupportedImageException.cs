using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>A file's metadata cannot be removed: its format, or its kind of HEIC or AVIF, is not cleaned.</summary>
/// <param name="format">The format that the file's first bytes have.</param>
/// <param name="reason">Why a file of a format that is cleaned cannot be; null for another format.</param>
internal sealed class UnsupportedImageException(ImageFormat format, string? reason = null) : Exception(
    reason is null
        ? "Metadata is removed from JPEG, PNG, GIF, WebP, HEIC and AVIF, and the file is none of them "
            + $"(its first bytes: {format}). Send one of these formats, or let other files pass."
        : $"Metadata cannot be removed from this file ({format}): {reason}. "
            + "Save it as a JPEG, or let files that cannot be cleaned pass.")
{
    /// <summary>Gets the format.</summary>
    internal ImageFormat Format { get; } = format;

    /// <summary>Gets why a file of a format that is cleaned cannot be.</summary>
    internal string? Reason { get; } = reason;
}
