using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Png;

/// <summary>
/// Tells which chunks are kept, as they come: each of them once, before the image data, and with the length that its
/// type of colour has (PNG, third edition, section 5.6 and 11). What decoders ignore is left out.
/// </summary>
/// <param name="image">What the header chunk states.</param>
/// <param name="animation">The animation, which is told about the image data.</param>
internal sealed class PngOrder(PngImage image, PngAnimation animation)
{
    private const int SampleLength = 2, EntryLength = 3;

    private readonly HashSet<string> _seen = [];
    private int _entries;
    private bool _isInImage;

    /// <summary>Gets whether image data have gone by.</summary>
    internal bool HasImage { get; private set; }

    /// <summary>Tells whether a chunk is kept, or what is needed of it.</summary>
    /// <exception cref="BrokenImageException">The standard does not have it there, and decoders break off.</exception>
    internal bool Keeps(string type, int length)
    {
        var wasInImage = _isInImage;
        _isInImage = type == "IDAT";
        switch (type)
        {
            case "IDAT":
                OnImage(wasInImage);
                return true;
            case "IEND":
                Require(HasImage && length == 0, "image data come before the end, and IEND is empty");
                animation.OnEnd();
                return true;
            case "eXIf":
                return _seen.Add(type);
            case "fcTL" or "fdAT":
                _seen.Add(type);
                RequireLength(type, length, animation.Exists);
                return animation.Exists;
            default:
                var isKnown = IsKnown(type);
                Require(isKnown || char.IsAsciiLetterLower(type[0]), "its critical chunks are those of the standard");
                return isKnown && !HasImage && KeepsBeforeImage(type, length);
        }
    }

    private bool KeepsBeforeImage(string type, int length)
    {
        switch (type)
        {
            case "iCCP":
                Require(_seen.Add(type), "there is one colour profile");
                return true;
            case "PLTE":
                return KeepsPalette(length);
            case "acTL":
                Require(animation.Exists || !_seen.Contains("fcTL"), "acTL comes before fcTL");
                return KeepsOnce(type, length);
            default:
                return (type != "tRNS" || CanBeTransparent()) && KeepsOnce(type, length);
        }
    }

    private void OnImage(bool wasInImage)
    {
        Require(!HasImage || wasInImage, "nothing stands between the chunks IDAT");
        Require(!image.IsIndexed || _entries > 0, "a palette comes before what refers to it");
        HasImage = true;
        animation.OnImage();
    }

    // Elsewhere it is a proposal for displays of few colours.
    private bool KeepsPalette(int length)
    {
        if (!image.IsIndexed)
        {
            return false;
        }

        Require(_seen.Add("PLTE"), "there is one palette");
        RequireLength("PLTE", length, true);
        _entries = length / EntryLength;
        return true;
    }

    private bool CanBeTransparent() =>
        image.ColorType is PngImage.Grey or PngImage.Color || (image.IsIndexed && _entries > 0);

    private bool KeepsOnce(string type, int length)
    {
        var isKept = _seen.Add(type);
        RequireLength(type, length, isKept);
        return isKept;
    }

    private void RequireLength(string type, int length, bool isKept)
    {
        if (isKept && !CanHaveLength(type, length))
        {
            Require(false, $"a chunk of type {type} has the length that the standard has");
        }
    }

    private static bool IsKnown(string type) => type is "PLTE" or "tRNS" or "gAMA" or "cHRM" or "sRGB" or "cICP"
        or "mDCV" or "cLLI" or "sBIT" or "bKGD" or "pHYs" or "iCCP" or "acTL";

    private bool CanHaveLength(string type, int length) => type switch
    {
        "PLTE" => length > 0 && length % EntryLength == 0 && length / EntryLength <= 1 << image.BitDepth,
        "tRNS" when image.IsIndexed => length > 0 && length <= _entries,
        "tRNS" => length == (image.ColorType == PngImage.Grey ? SampleLength : 3 * SampleLength),
        "sRGB" => length == 1,
        "gAMA" or "cICP" => length == 4,
        "sBIT" => length == Samples(),
        "bKGD" when image.IsIndexed => length == 1,
        "bKGD" => length == (image.ColorType is PngImage.Grey or PngImage.GreyAlpha ? SampleLength : 3 * SampleLength),
        "cLLI" => length == 8,
        "acTL" => length == PngAnimation.ControlLength,
        "pHYs" => length == 9,
        "mDCV" => length == 24,
        "fcTL" => length == PngAnimation.FrameLength,
        "cHRM" => length == 32,
        _ => length >= PngAnimation.NumberLength,
    };

    private int Samples() => image.ColorType switch
    {
        PngImage.Grey => 1,
        PngImage.GreyAlpha => 2,
        PngImage.ColorAlpha => 4,
        _ => 3,
    };

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new BrokenImageException(ImageFormat.Png, rule);
        }
    }
}
