using System.Buffers.Binary;
using Discovitas.S3.Images.Exif;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Jpeg;

/// <summary>Reads a JPEG up to its first scan.</summary>
/// <param name="facts">What is filled in.</param>
internal sealed class JpegHeader(ImageFacts facts) : JpegSegments
{
    private const int FrameLength = 6;

    private ExifOrientation? _exif;

    protected override Step OnStart() => ToMarker(default);

    protected override Step OnSegment()
    {
        if (JpegMarker.IsFrame(Marker))
        {
            Require(Length >= FrameLength, "a frame header has at least 8 bytes");
            return ToPayload(default, FrameLength);
        }

        if (Marker == JpegMarker.Scan)
        {
            Require(facts.HasSize, "a frame header comes before the first scan");
            return Step.Done;
        }

        if (Marker == JpegMarker.App2 && Length >= JpegProfile.IdentifierLength)
        {
            return ToPayload(default, JpegProfile.IdentifierLength);
        }

        return ToMarker(new() { Skip = Length, Watcher = Marker == JpegMarker.App1 ? NextExif() : null });
    }

    protected override Step OnPayload(ReadOnlySpan<byte> bytes)
    {
        if (Marker == JpegMarker.App2)
        {
            facts.HasColorProfile |= JpegProfile.IsProfile(bytes);
            return ToMarker(new() { Skip = Length - bytes.Length });
        }

        Require(!facts.HasSize, "there is one frame");
        facts.BitDepth = bytes[0];
        facts.Height = BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]);
        facts.Width = BinaryPrimitives.ReadUInt16BigEndian(bytes[3..]);
        Require(facts.HasSize, "the frame header states width and height");
        return ToMarker(new() { Skip = Length - bytes.Length });
    }

    protected override Step OnEnd() => throw Broken("a scan comes before the end");

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        var step = base.Next(bytes);
        facts.Orientation = _exif is { IsIdentified: true } ? _exif.Value : 1;
        return step;
    }

    // The first EXIF segment counts.
    private ExifOrientation? NextExif() => _exif is { IsIdentified: true } ? null : _exif = new();
}
