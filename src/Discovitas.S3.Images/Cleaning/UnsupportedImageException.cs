using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>A file's metadata cannot be removed: its format, or its kind of HEIC or AVIF, is not cleaned.</summary>
/// <param name="format">The format that the file's first bytes have.</param>
/// <param name="reason">Why a file of a format that is cleaned cannot be; null for another format.</param>
internal sealed class UnsupportedImageException(ImageFormat format, string? reason = null) : Exception(
    reason is null
        ? $"Metadata cannot be removed from files that are not {FormatNames.Accepted} (this one: {format})."
        : $"Metadata cannot be removed from this file ({format}): {reason}.")
{
    /// <summary>Gets the format.</summary>
    internal ImageFormat Format { get; } = format;

    /// <summary>Gets why a file of a format that is cleaned cannot be.</summary>
    internal string? Reason { get; } = reason;
}
