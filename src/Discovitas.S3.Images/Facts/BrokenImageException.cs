namespace Discovitas.S3.Images.Facts;

/// <summary>A file is not as its format has it, or ends too early.</summary>
/// <param name="format">The format that the file's first bytes have.</param>
/// <param name="rule">The rule that the file breaks, as in "a segment has at least 2 bytes".</param>
internal sealed class BrokenImageException(ImageFormat format, string rule) : Exception(
    $"The file begins as {FormatNames.WithArticle(format)}, but breaks a rule of that format: {rule}. Save it again "
    + "with an image editor.")
{
    /// <summary>Gets the format.</summary>
    internal ImageFormat Format { get; } = format;
}
