using System.Buffers.Binary;
using Discovitas.S3.Images.Exif;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.WebP;

/// <summary>Reads a WebP to its end, where an extended file has its orientation.</summary>
/// <param name="facts">What is filled in.</param>
internal sealed class WebPHeader(ImageFacts facts) : WebPChunks
{
    private const int LossyLength = 10;
    private const int LosslessLength = 5;
    private const int MostSide = 16384;

    private ExifOrientation? _exif;
    private int _frames;
    private byte _flags;

    private bool IsAnimated => (_flags & WebPFlags.Animation) != 0;

    protected override Step OnFileHead(ReadOnlySpan<byte> bytes)
    {
        facts.BitDepth = 8;
        return ToChunk(default);
    }

    protected override Step OnChunk()
    {
        switch (Type)
        {
            case Extended:
                return ToData(default, ExtendedLength);
            case Lossy:
                Require(Length >= LossyLength, "a VP8 chunk has at least 10 bytes");
                return ToData(default, LossyLength);
            case Lossless:
                Require(Length >= LosslessLength, "a VP8L chunk has at least 5 bytes");
                return ToData(default, LosslessLength);
            case Frame:
                facts.Frames = ++_frames;
                return ToChunk(new() { Skip = FrameLength });
            case Metadata when _exif is null && (_flags & WebPFlags.Exif) != 0:
                return ToChunk(new() { Skip = Length, Watcher = _exif = new() });
            default:
                return ToChunk(new() { Skip = Length });
        }
    }

    protected override Step OnData(ReadOnlySpan<byte> bytes)
    {
        switch (Type)
        {
            case Extended:
                OnExtended(bytes);
                break;
            case Lossy:
                Require(bytes[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A]), "a VP8 chunk has a key frame");
                OnPicture(Side(bytes, 6), Side(bytes, 8));
                break;
            default:
                OnLossless(bytes);
                break;
        }

        return ToChunk(new() { Skip = Length - bytes.Length });
    }

    protected override Step OnEnd()
    {
        facts.Orientation = _exif?.Value ?? 1;
        return Step.Done;
    }

    private void OnExtended(ReadOnlySpan<byte> bytes)
    {
        _flags = bytes[0];
        facts.HasAlpha = (_flags & WebPFlags.Alpha) != 0;
        facts.HasColorProfile = (_flags & WebPFlags.Profile) != 0;
        facts.Width = 1 + (bytes[4] | (bytes[5] << 8) | (bytes[6] << 16));
        facts.Height = 1 + (bytes[7] | (bytes[8] << 8) | (bytes[9] << 16));
    }

    private void OnLossless(ReadOnlySpan<byte> bytes)
    {
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
        Require(bytes[0] == 0x2F && bits >> 29 == 0, "a VP8L chunk has its signature and version 0");
        facts.HasAlpha |= (bits & (1 << 28)) != 0;
        OnPicture(1 + (int)(bits & 0x3FFF), 1 + (int)((bits >> 14) & 0x3FFF));
    }

    // A picture that is larger than what the file states would be decoded at its own size.
    private void OnPicture(int width, int height)
    {
        Require(width is > 0 and <= MostSide && height is > 0 and <= MostSide, "a picture has pixels");
        if (!facts.HasSize)
        {
            (facts.Width, facts.Height) = (width, height);
        }

        Require(width <= facts.Width && height <= facts.Height, "a picture is not larger than the file states");
        Require(IsAnimated || IsInFrame || (width == facts.Width && height == facts.Height), "it has one size");
    }

    // The two bits above tell how a decoder may scale it.
    private static int Side(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]) & 0x3FFF;
}
