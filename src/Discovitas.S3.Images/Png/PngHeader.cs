using System.Buffers.Binary;
using Discovitas.S3.Images.Exif;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Png;

/// <summary>Reads a PNG up to its first image data. An orientation that comes after them is not seen.</summary>
/// <param name="facts">What is filled in.</param>
internal sealed class PngHeader(ImageFacts facts) : PngChunks
{
    private const int AnimationLength = 8;

    private ExifOrientation? _exif;

    protected override Step OnSignature(ReadOnlySpan<byte> bytes) => ToChunk(default);

    protected override Step OnHeader(ReadOnlySpan<byte> bytes)
    {
        var width = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var height = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
        var isPossible = width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue;
        Require(isPossible, "width and height are from 1 to 2^31 - 1");
        (facts.Width, facts.Height) = ((int)width, (int)height);
        facts.BitDepth = bytes[8];
        facts.HasAlpha = bytes[9] is 4 or 6;
        return ToChunk(default);
    }

    protected override Step OnChunk()
    {
        switch (Type)
        {
            case "IDAT":
                return Step.Done;
            case "acTL":
                Require(Length == AnimationLength, "an acTL chunk has 8 bytes");
                return ToData(default, AnimationLength);
            case "eXIf" when _exif is null:
                return ToData(new() { Skip = Length, Watcher = _exif = new() }, 0);
            case "IEND":
                throw Broken("image data come before the end");
            default:
                facts.HasAlpha |= Type == "tRNS";
                facts.HasColorProfile |= Type == "iCCP";
                return ToChunk(new() { Skip = (long)Length + ChecksumLength });
        }
    }

    protected override Step OnData(ReadOnlySpan<byte> bytes)
    {
        if (Type == "eXIf")
        {
            facts.Orientation = _exif!.Value;
        }
        else
        {
            facts.Frames = (int)Math.Clamp(BinaryPrimitives.ReadUInt32BigEndian(bytes), 1, int.MaxValue);
        }

        return ToChunk(new() { Skip = ChecksumLength });
    }
}
