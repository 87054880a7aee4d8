using Discovitas.S3.Images.Exif;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Png;

/// <summary>Reads a PNG to its end, since its orientation may follow the image data.</summary>
/// <param name="facts">What is filled in.</param>
internal sealed class PngHeader(ImageFacts facts) : PngChunks
{
    private ExifOrientation? _exif;
    private PngAnimation? _animation;
    private bool _hasPalette;
    private bool _hasImage;

    protected override Step OnSignature(ReadOnlySpan<byte> bytes) => ToChunk(default);

    protected override Step OnHeader(ReadOnlySpan<byte> bytes)
    {
        _animation = new(Image);
        (facts.Width, facts.Height, facts.BitDepth) = (Image.Width, Image.Height, Image.BitDepth);
        facts.HasAlpha = Image.ColorType is PngImage.GreyAlpha or PngImage.ColorAlpha;
        return ToChunk(default);
    }

    protected override Step OnChunk()
    {
        switch (Type)
        {
            case "acTL" when !_hasImage && !_animation!.Exists:
                Require(Length == PngAnimation.ControlLength, "an acTL chunk has 8 bytes");
                return ToData(default, PngAnimation.ControlLength);
            case "fcTL" when _animation!.Exists:
                Require(Length == PngAnimation.FrameLength, "an fcTL chunk has 26 bytes");
                return ToData(default, PngAnimation.FrameLength);
            case "eXIf" when _exif is null:
                return ToData(new() { Skip = Length, Watcher = _exif = new() }, 0);
            case "IEND":
                Require(_hasImage, "image data come before the end");
                return Step.Done;
            case "IDAT" when !_hasImage:
                _hasImage = true;
                _animation!.OnImage();
                break;
            case "PLTE":
                _hasPalette = true;
                break;
            case "tRNS" when !_hasImage:
                facts.HasAlpha |= _hasPalette || !Image.IsIndexed;
                break;
            case "iCCP" when !_hasImage:
                facts.HasColorProfile = true;
                break;
        }

        return ToChunk(new() { Skip = (long)Length + ChecksumLength });
    }

    protected override Step OnData(ReadOnlySpan<byte> bytes)
    {
        switch (Type)
        {
            case "acTL":
                _animation!.OnControl(bytes);
                facts.Frames = (int)Math.Clamp(_animation.Stated, 1, int.MaxValue);
                facts.AreFramesStated = true;
                break;
            case "fcTL":
                _animation!.OnFrame(bytes);
                break;
            default:
                facts.Orientation = _exif!.Value;
                break;
        }

        return ToChunk(new() { Skip = ChecksumLength });
    }
}
