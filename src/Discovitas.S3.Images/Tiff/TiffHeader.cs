using System.Buffers.Binary;
using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Tiff;

/// <summary>
/// Reads the directories of a TIFF (TIFF 6.0, section 2), as far as each is behind the one before: bytes that went by
/// do not come back. A directory that is before another counts as one frame more, and ends the reading: how many follow
/// it is not known.
/// </summary>
/// <param name="facts">What is filled in.</param>
internal sealed class TiffHeader(ImageFacts facts) : StepMachine(ImageFormat.Tiff)
{
    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const ushort ShortType = 3;
    private const ushort LongType = 4;

    private Part _part = Part.Begin;
    private bool _isLittleEndian;
    private long _position;
    private int _entries;
    private int _frames;
    private (int Width, int Height) _page;

    private enum Part
    {
        Begin,
        Header,
        Count,
        Entry,
        Next,
    }

    internal override Step Next(ReadOnlySpan<byte> bytes)
    {
        _position += bytes.Length;
        switch (_part)
        {
            case Part.Begin:
                return Await(Part.Header, HeaderLength);
            case Part.Header:
                _isLittleEndian = bytes[0] == 'I';
                return ToDirectory(UInt32(bytes[4..]));
            case Part.Count:
                _entries = UInt16(bytes);
                Require(_entries > 0, "a directory has entries");
                return Await(Part.Entry, EntryLength);
            case Part.Entry:
                ReadEntry(bytes);
                return --_entries > 0 ? Await(Part.Entry, EntryLength) : Await(Part.Next, sizeof(uint));
            default:
                Require(facts.HasSize, "a directory states width and height");
                AddPage((long)_page.Width * _page.Height);
                var next = UInt32(bytes);
                return next == 0 ? Step.Done : ToDirectory(next);
        }
    }

    private Step ToDirectory(long offset)
    {
        facts.Frames = ++_frames;
        if (offset < _position)
        {
            Require(_frames > 1, "its first directory follows the header");
            AddPage(facts.FramePixels);
            facts.HasUncountedFrames = true;
            return Step.Done;
        }

        var skip = offset - _position;
        (_position, _page) = (offset, default);
        return Await(Part.Count, sizeof(ushort)) with { Skip = skip };
    }

    // Pages may have any size each. One whose size is not known is taken to be as large as the largest.
    private void AddPage(long pixels) =>
        facts.PagePixels = (facts.PagePixels ?? 0) + (pixels > 0 ? pixels : facts.FramePixels);

    private void ReadEntry(ReadOnlySpan<byte> entry)
    {
        var tag = UInt16(entry);
        var value = Value(entry);
        switch (tag)
        {
            case 256: // ImageWidth
                _page.Width = Math.Max(_page.Width, Size(value));
                facts.Width = Math.Max(facts.Width, _page.Width);
                break;
            case 257: // ImageLength
                _page.Height = Math.Max(_page.Height, Size(value));
                facts.Height = Math.Max(facts.Height, _page.Height);
                break;
            case 258 when _frames == 1: // BitsPerSample; three or more stand elsewhere
                facts.BitDepth = UInt32(entry[4..]) <= 2 ? (int)Math.Min(value, 64) : facts.BitDepth;
                break;
            case 274 when _frames == 1: // Orientation
                facts.Orientation = value is >= 1 and <= 8 ? (int)value : 1;
                break;
            case 338 when _frames == 1: // ExtraSamples: 1 and 2 are transparency
                facts.HasAlpha = value is 1 or 2;
                break;
            case 34675: // ICC profile
                facts.HasColorProfile = true;
                break;
        }
    }

    private int Size(uint value)
    {
        Require(value is > 0 and <= int.MaxValue, "width and height are from 1 to 2^31 - 1");
        return (int)value;
    }

    private uint Value(ReadOnlySpan<byte> entry) => UInt16(entry[2..]) switch
    {
        ShortType => UInt16(entry[8..]),
        LongType => UInt32(entry[8..]),
        _ => 0,
    };

    private Step Await(Part part, int need)
    {
        _part = part;
        return new() { Need = need };
    }

    private ushort UInt16(ReadOnlySpan<byte> bytes) => _isLittleEndian
        ? BinaryPrimitives.ReadUInt16LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private uint UInt32(ReadOnlySpan<byte> bytes) => _isLittleEndian
        ? BinaryPrimitives.ReadUInt32LittleEndian(bytes)
        : BinaryPrimitives.ReadUInt32BigEndian(bytes);
}
