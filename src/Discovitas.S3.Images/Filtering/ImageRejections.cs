using System.Globalization;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Limits;

namespace Discovitas.S3.Images.Filtering;

/// <summary>The exceptions for pictures that are rejected.</summary>
internal static class ImageRejections
{
    /// <summary>Returns the exception for bytes of no known format.</summary>
    /// <param name="sentAs">The content type, or the extension, that says that they are a picture.</param>
    /// <param name="isEmpty">Whether there are none.</param>
    internal static UploadRejectedException UnknownFormat(string sentAs, bool isEmpty) => new(
        UploadRejectionReason.ImageNotSupported,
        isEmpty
            ? $"The file was sent as {sentAs}, but is empty. Send the picture itself."
            : $"The file was sent as {sentAs}, but its bytes are of no picture format that is accepted. Send the "
                + $"picture as {FormatNames.Accepted}.",
        found: sentAs);

    /// <summary>Returns the exception for a picture of a format that is neither read nor cleaned.</summary>
    internal static UploadRejectedException OtherFormat(string name) => new(
        UploadRejectionReason.ImageNotSupported,
        $"The file is a picture of a kind that is not accepted: {name}. Send it as {FormatNames.Accepted}.",
        found: name);

    /// <summary>Returns the exception for a picture whose metadata cannot be removed.</summary>
    /// <param name="format">The format.</param>
    /// <param name="reason">Why this file cannot be cleaned; null if no file of the format can.</param>
    internal static UploadRejectedException NotCleanable(ImageFormat format, string? reason = null)
    {
        var name = FormatNames.NameOf(format);
        var what = reason is null ? name : $"this {name}: {reason}";
        var remedy = reason is null ? FormatNames.Accepted : "JPEG or PNG";
        return new(
            UploadRejectionReason.ImageNotSupported,
            $"Metadata is removed from pictures, which is not possible for {what}. Send the picture as {remedy}.",
            found: FormatNames.ContentTypeOf(format));
    }

    /// <summary>Returns the exception for a picture with an unknown number of pages.</summary>
    internal static UploadRejectedException NotCountable(ImageFormat format) => new(
        UploadRejectionReason.ImageNotSupported,
        $"The pages of the {FormatNames.NameOf(format)} are in an order in which they cannot be counted: each must be "
            + "described behind the one before it. Write its pages in their order, or send JPEG or PNG.",
        found: FormatNames.ContentTypeOf(format));

    /// <summary>Returns the exception for a picture that is not as its format has it.</summary>
    internal static UploadRejectedException Invalid(string problem) =>
        new(UploadRejectionReason.InvalidImage, problem);

    /// <summary>Returns the exception for a picture that breaks a limit.</summary>
    internal static UploadRejectedException OutOfLimit(BrokenLimit broken, ImageFacts facts, bool isAllKnown)
    {
        var limit = Text($"{broken.Limit} {Unit(broken)}");
        var found = Found(broken, facts, isAllKnown ? "" : "at least ");
        if (broken.Name.StartsWith("Min", StringComparison.Ordinal))
        {
            return new(
                UploadRejectionReason.ImageTooSmall,
                $"The picture is too small: at least {limit} are required, and it has {found}. Send a larger one.",
                limit,
                found);
        }

        var remedy = broken.Name switch
        {
            nameof(ImageLimits.MaxFrames) => "one with fewer frames",
            nameof(ImageLimits.MaxTotalPixels) when facts.Frames > 1 => "a smaller one, or one with fewer frames",
            _ => "a smaller one",
        };
        return new(
            UploadRejectionReason.ImageTooLarge,
            $"The picture is too large: at most {limit} are allowed, and it has {found}. Send {remedy}.",
            limit,
            found);
    }

    private static string Unit(BrokenLimit broken) => broken.Name switch
    {
        nameof(ImageLimits.MaxPixels) => "pixels",
        nameof(ImageLimits.MaxFrames) => "frames",
        nameof(ImageLimits.MaxTotalPixels) => "pixels in all frames",
        nameof(ImageLimits.MaxWidth) or nameof(ImageLimits.MinWidth) => "pixels in width",
        _ => "pixels in height",
    };

    // The size is told as it is multiplied, where it is multiplied.
    private static string Found(BrokenLimit broken, ImageFacts facts, string atLeast)
    {
        var (width, height, frames, value) = (facts.Width, facts.Height, facts.Frames, broken.Value);
        var pixels = (long)width * height;
        return broken.Name switch
        {
            nameof(ImageLimits.MaxPixels) or nameof(ImageLimits.MaxTotalPixels) when value == pixels =>
                Text($"{width} × {height} = {value} pixels"),
            nameof(ImageLimits.MaxTotalPixels) when value == (Int128)pixels * frames =>
                Text($"{atLeast}{width} × {height} × {frames} frames = {value} pixels"),
            nameof(ImageLimits.MaxTotalPixels) when frames > 1 =>
                Text($"{atLeast}{value} pixels in {frames} frames"),
            nameof(ImageLimits.MaxTotalPixels) => Text($"{value} pixels"),
            nameof(ImageLimits.MaxFrames) => Text($"{atLeast}{value} frames"),
            _ => Text($"{value} {Unit(broken)}"),
        };
    }

    // For numbers, which some cultures write with signs of their own.
    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
