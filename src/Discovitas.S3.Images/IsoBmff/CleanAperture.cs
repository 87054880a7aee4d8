namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Which part of a picture is shown, <c>clap</c> (ISO/IEC 14496-12, section 12.1.4).</summary>
internal static class CleanAperture
{
    /// <summary>The bytes of the box: four fractions, of the size and the place.</summary>
    internal const int Length = 32;

    private const uint MostPart = 100;

    /// <summary>Returns the size that is shown; null if it is no size.</summary>
    internal static CodedSize? Read(ReadOnlySpan<byte> content)
    {
        if (content.Length != Length)
        {
            return null;
        }

        var reader = new BoxReader(content);
        var (width, widthPart) = (reader.Number(4), reader.Number(4));
        var (height, heightPart) = (reader.Number(4), reader.Number(4));
        return width < widthPart || height < heightPart || !IsPart(widthPart) || !IsPart(heightPart)
            ? null
            : new CodedSize(width / widthPart, height / heightPart);
    }

    /// <summary>Requires that what is shown is within the picture.</summary>
    internal static void Require(ReadOnlySpan<byte> content, CodedSize size)
    {
        var shown = Read(content);
        HeifProblemException.Require(
            shown is { } part && part.Width <= size.Width && part.Height <= size.Height
                && IsPlace(content[16..], size.Width) && IsPlace(content[24..], size.Height),
            "what a property clap shows of a picture is within it");
    }

    private static bool IsPart(uint part) => part is > 0 and <= MostPart;

    // From the middle of the picture.
    private static bool IsPlace(ReadOnlySpan<byte> fraction, long side)
    {
        var reader = new BoxReader(fraction);
        var (place, part) = ((int)reader.Number(4), reader.Number(4));
        return IsPart(part) && Math.Abs((long)place) <= side * part;
    }
}
