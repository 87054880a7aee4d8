namespace Discovitas.S3.Images.Facts;

/// <summary>A file is not as its format has it, or ends too early.</summary>
internal sealed class BrokenImageException : Exception
{
    /// <summary>Initializes an instance for a file that breaks a rule.</summary>
    /// <param name="format">The format that the file's first bytes have.</param>
    /// <param name="rule">The rule, as in "a segment has at least 2 bytes".</param>
    internal BrokenImageException(ImageFormat format, string rule)
        : this(
            $"The file begins as {FormatNames.WithArticle(format)}, but breaks a rule of that format: {rule}. Save it "
            + "again with an image editor.")
    {
    }

    private BrokenImageException(string message)
        : base(message)
    {
    }

    /// <summary>Returns the exception for a file whose last bytes are missing.</summary>
    /// <param name="format">The format that the file's first bytes have.</param>
    internal static BrokenImageException EndsEarly(ImageFormat format) =>
        new($"The file begins as {FormatNames.WithArticle(format)}, but ends within the picture. Send all of it.");
}
