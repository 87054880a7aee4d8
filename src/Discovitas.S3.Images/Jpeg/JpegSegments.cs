using System.Buffers.Binary;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Jpeg;

/// <summary>Goes from segment to segment (ITU-T T.81, annex B.1).</summary>
internal abstract class JpegSegments() : StepMachine(ImageFormat.Jpeg)
{
    // Of tiny ones, a file of some MiB would have more than can be followed in a reasonable time.
    private const int MostMarkers = 100_000;

    private Part _part = Part.Begin;
    private int _markers;

    private enum Part
    {
        Begin,
        Start,
        Marker,
        Filled,
        Length,
        Payload,
    }

    /// <summary>Gets the marker of the segment.</summary>
    protected byte Marker { get; private set; }

    /// <summary>Gets the length of the segment, without the two bytes that tell it.</summary>
    protected int Length { get; private set; }

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        switch (_part)
        {
            case Part.Begin:
                return Await(Part.Start, 2);
            case Part.Start:
                Require(bytes[1] == JpegMarker.Start, "it starts with SOI");
                return OnStart();
            case Part.Marker:
                Require(bytes[0] == JpegMarker.Fill, "a marker follows each segment");
                return OnMarker(bytes[1]);
            case Part.Filled:
                return OnMarker(bytes[0]);
            case Part.Length:
                Length = BinaryPrimitives.ReadUInt16BigEndian(bytes) - 2;
                Require(Length >= 0, "a segment has at least 2 bytes");
                return OnSegment();
            default:
                return OnPayload(bytes);
        }
    }

    /// <summary>Follows the start of the file.</summary>
    protected abstract Step OnStart();

    /// <summary>Follows a segment's marker and length.</summary>
    protected abstract Step OnSegment();

    /// <summary>Follows bytes of a segment that were asked for.</summary>
    protected abstract Step OnPayload(ReadOnlySpan<byte> bytes);

    /// <summary>Follows the marker at the end.</summary>
    protected abstract Step OnEnd();

    /// <summary>Goes on to the next marker, after what the step does.</summary>
    protected Step ToMarker(Step step)
    {
        _part = Part.Marker;
        return step with { Need = 2 };
    }

    /// <summary>Goes on to bytes of the segment, after what the step does.</summary>
    protected Step ToPayload(Step step, int need)
    {
        _part = Part.Payload;
        return step with { Need = need };
    }

    private Step OnMarker(byte marker)
    {
        Marker = marker;
        Require(++_markers <= MostMarkers, "it has at most 100,000 segments and bytes between them");
        if (marker == JpegMarker.Fill)
        {
            return Await(Part.Filled, 1);
        }

        if (marker == JpegMarker.End)
        {
            return OnEnd();
        }

        Require(marker is > 0x01 and (< JpegMarker.Restart0 or > JpegMarker.Start), "a marker begins a segment");
        return Await(Part.Length, 2);
    }

    private Step Await(Part part, int need)
    {
        _part = part;
        return new() { Need = need };
    }
}
