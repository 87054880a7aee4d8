using System.Buffers.Binary;
using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Png;

/// <summary>
/// The order of an animation's chunks (PNG, third edition, section 11.3.6). Without a chunk acTL before its image data
/// a picture has no animation, and decoders ignore the chunks of one.
/// </summary>
/// <param name="image">What the header chunk states.</param>
internal sealed class PngAnimation(PngImage image)
{
    /// <summary>The lengths of the chunks acTL and fcTL, and of the number at the start of fcTL and fdAT.</summary>
    internal const int ControlLength = 8, FrameLength = 26, NumberLength = 4;

    private uint _number;
    private bool _hasImage;
    private bool _awaitsData;
    private bool _takesData;

    /// <summary>Gets whether there is one.</summary>
    internal bool Exists { get; private set; }

    /// <summary>Gets the frames that are stated.</summary>
    internal uint Stated { get; private set; }

    /// <summary>Gets the frames that have gone by.</summary>
    internal uint Frames { get; private set; }

    /// <summary>Follows a chunk acTL, the first one, before the image data.</summary>
    internal void OnControl(ReadOnlySpan<byte> data) =>
        (Exists, Stated) = (true, BinaryPrimitives.ReadUInt32BigEndian(data));

    /// <summary>Follows the first image data, which may be those of the first frame.</summary>
    internal void OnImage() => (_hasImage, _awaitsData) = (true, false);

    /// <summary>Follows a chunk fcTL.</summary>
    /// <exception cref="BrokenImageException">It is not as the standard has it.</exception>
    internal void OnFrame(ReadOnlySpan<byte> data)
    {
        Frames++;
        _takesData = _hasImage;
        Require(Frames <= Stated, "it has as many frames as acTL states");
        Require(IsWithin(data, isWhole: !_hasImage), "a frame is within the picture");
        Require(data[24] <= 2 && data[25] <= 1, "a frame is disposed of and blended as the standard has it");
    }

    /// <summary>Follows a chunk fcTL where all chunks of the animation are looked at.</summary>
    /// <exception cref="BrokenImageException">It is not as the standard has it.</exception>
    internal void OnFrameInOrder(ReadOnlySpan<byte> data)
    {
        RequireNumber(data);
        Require(!_awaitsData, "each frame has data");
        _awaitsData = true;
        OnFrame(data);
    }

    /// <summary>Follows the number at the start of a chunk fdAT.</summary>
    /// <exception cref="BrokenImageException">It is not as the standard has it.</exception>
    internal void OnFrameData(ReadOnlySpan<byte> number)
    {
        RequireNumber(number);
        Require(_takesData, "data of a frame follow the image data and its fcTL");
        _awaitsData = false;
    }

    /// <summary>Follows the last chunk.</summary>
    /// <exception cref="BrokenImageException">The last frame is without data.</exception>
    internal void OnEnd() => Require(!_awaitsData, "each frame has data");

    private void RequireNumber(ReadOnlySpan<byte> data) =>
        Require(BinaryPrimitives.ReadUInt32BigEndian(data) == _number++, "the chunks of an animation are in order");

    // Width, height, and the place of the upper left corner. The image data are a frame of the whole size.
    private bool IsWithin(ReadOnlySpan<byte> data, bool isWhole)
    {
        var width = BinaryPrimitives.ReadUInt32BigEndian(data[4..]);
        var height = BinaryPrimitives.ReadUInt32BigEndian(data[8..]);
        var right = BinaryPrimitives.ReadUInt32BigEndian(data[12..]) + (long)width;
        var bottom = BinaryPrimitives.ReadUInt32BigEndian(data[16..]) + (long)height;
        return width > 0 && height > 0 && right <= image.Width && bottom <= image.Height
            && (!isWhole || (width == image.Width && height == image.Height));
    }

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new BrokenImageException(ImageFormat.Png, rule);
        }
    }
}
