using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Gif;

/// <summary>
/// Reads a GIF to its end, since nothing states how many frames it has. A frame that is larger than the screen makes
/// the picture larger, as it does in browsers.
/// </summary>
/// <param name="facts">What is filled in.</param>
internal sealed class GifHeader(ImageFacts facts) : GifBlocks
{
    private const byte GraphicControl = 0xF9;

    private int _frames;
    private bool _isControl;

    protected override Step OnScreen(ReadOnlySpan<byte> bytes, int tableLength)
    {
        (facts.Width, facts.Height) = (Number(bytes, 6), Number(bytes, 8));
        facts.BitDepth = 8;
        return new() { Skip = tableLength };
    }

    protected override Step OnImage(ReadOnlySpan<byte> bytes, int tableLength)
    {
        var width = Number(bytes, 4);
        var height = Number(bytes, 6);
        Require(width > 0 && height > 0, "a frame has pixels");
        facts.Width = Math.Max(facts.Width, Number(bytes, 0) + width);
        facts.Height = Math.Max(facts.Height, Number(bytes, 2) + height);
        facts.Frames = ++_frames;
        return new() { Skip = tableLength };
    }

    protected override Step OnCodeSize(ReadOnlySpan<byte> bytes)
    {
        _isControl = false;
        return default;
    }

    protected override Step OnExtension(byte label)
    {
        _isControl = label == GraphicControl;
        return default;
    }

    protected override Step OnSubBlock(byte length) =>
        _isControl ? ToContent(length) : ToSubBlock(new() { Skip = length });

    protected override Step OnContent(ReadOnlySpan<byte> bytes)
    {
        facts.HasAlpha |= (bytes[0] & 1) == 1;
        return default;
    }

    protected override Step OnSubBlocksEnd() => default;

    protected override Step OnTrailer()
    {
        Require(_frames > 0, "a frame comes before the end");
        return Step.Done;
    }
}
