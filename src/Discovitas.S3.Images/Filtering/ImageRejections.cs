using System.Globalization;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Limits;

namespace Discovitas.S3.Images.Filtering;

/// <summary>The exceptions for pictures that are rejected.</summary>
internal static class ImageRejections
{
    /// <summary>Returns the exception for bytes of no known format.</summary>
    internal static UploadRejectedException UnknownFormat(string contentType)
    {
        var type = contentType.Split(';')[0];
        return new(
            UploadRejectionReason.ImageNotSupported,
            $"The file was sent as {type}, but its bytes are of no picture format that is accepted. Send the picture "
            + "as JPEG, PNG, GIF or WebP.",
            found: type);
    }

    /// <summary>Returns the exception for a picture whose metadata cannot be removed.</summary>
    /// <param name="format">The format.</param>
    /// <param name="reason">Why this file cannot be cleaned; null if no file of the format can.</param>
    internal static UploadRejectedException NotCleanable(ImageFormat format, string? reason = null)
    {
        var name = FormatNames.NameOf(format);
        var what = reason is null ? name : $"this {name}: {reason}";
        return new(
            UploadRejectionReason.ImageNotSupported,
            $"Metadata is removed from pictures, which is not possible for {what}. Send the picture as JPEG, PNG, GIF "
            + "or WebP.",
            found: FormatNames.ContentTypeOf(format));
    }

    /// <summary>Returns the exception for a picture that is not as its format has it.</summary>
    internal static UploadRejectedException Invalid(string problem) =>
        new(UploadRejectionReason.InvalidImage, problem);

    /// <summary>Returns the exception for a picture that breaks a limit.</summary>
    internal static UploadRejectedException OutOfLimit(BrokenLimit broken, ImageFacts facts, bool isAllKnown)
    {
        var unit = broken.Name switch
        {
            nameof(ImageLimits.MaxPixels) => "pixels",
            nameof(ImageLimits.MaxFrames) => "frames",
            nameof(ImageLimits.MaxWidth) or nameof(ImageLimits.MinWidth) => "pixels in width",
            _ => "pixels in height",
        };
        var limit = Text($"{broken.Limit} {unit}");
        var found = broken.Name switch
        {
            nameof(ImageLimits.MaxPixels) when broken.Value == (long)facts.Width * facts.Height =>
                Text($"{facts.Width} × {facts.Height} = {broken.Value} {unit}"),
            nameof(ImageLimits.MaxFrames) when !isAllKnown => Text($"at least {broken.Value} {unit}"),
            _ => Text($"{broken.Value} {unit}"),
        };
        if (broken.Name.StartsWith("Min", StringComparison.Ordinal))
        {
            return new(
                UploadRejectionReason.ImageTooSmall,
                $"The picture is too small: at least {limit} are required, and it has {found}. Send a larger one.",
                limit,
                found);
        }

        var remedy = broken.Name == nameof(ImageLimits.MaxFrames) ? "one with fewer frames" : "a smaller one";
        return new(
            UploadRejectionReason.ImageTooLarge,
            $"The picture is too large: at most {limit} are allowed, and it has {found}. Send {remedy}.",
            limit,
            found);
    }

    // For numbers, which some cultures write with signs of their own.
    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
