using System.Buffers.Binary;
using Discovitas.S3.Images.Exif;
using Discovitas.S3.Images.Steps;

namespace Discovitas.S3.Images.Jpeg;

/// <summary>
/// Keeps what a decoder needs: tables, frames, scans, JFIF without its thumbnail, Adobe's colour transform, the colour
/// profile and the orientation. Other segments, and all after the end of the picture, are left out.
/// </summary>
internal sealed class JpegCleaner : JpegSegments
{
    // "JFIF", version, density and the thumbnail's size, which is set to none.
    private const int JfifLength = 14;
    private const int AdobeLength = 12;

    // A frame header has 6 bytes and 3 for each component; a scan header 4 and 2.
    private const int MostFrameBytes = 18;
    private const int MostScanBytes = 12;

    private readonly JpegProfileCleaner _profile = new();
    private readonly JpegDefinitions _tables = new();
    private JpegFrame? _frame;
    private ExifOrientation? _exif;
    private byte[] _adobe = [];
    private bool _isAfterExif;
    private bool _hasJfif;
    private bool _hasScan;

    /// <summary>Follows the entropy-coded data of a scan up to the next marker that ends it (B.1.1.5).</summary>
    internal override int Run(ReadOnlySpan<byte> bytes, out bool hasEnded) =>
        ScanData.IndexOfEnd(bytes, out hasEnded);

    protected override Step OnStart() => ToMarker(new() { Emit = new byte[] { 0xFF, JpegMarker.Start } });

    protected override Step OnSegment()
    {
        if (Marker == JpegMarker.Scan)
        {
            Require(_frame is not null, "a frame header comes before the first scan");
            Require(Length is >= 6 and <= MostScanBytes, "a scan header has 8 to 14 bytes");
            return ToPayload(default, Length);
        }

        if (JpegMarker.IsFrame(Marker))
        {
            Require(Length <= MostFrameBytes, "a frame header has at most 20 bytes, for 4 components");
            return ToPayload(default, Length);
        }

        if (JpegMarker.IsTable(Marker))
        {
            Require(Length is > 0 and <= JpegTables.MostBytes, "a segment of tables has one, and no more than it can");
            return ToPayload(default, Length);
        }

        // The number of lines, behind a scan: the frame has it already.
        var isDropped = JpegMarker.IsForApplications(Marker) || Marker == JpegMarker.LineCount;
        Require(isDropped, "its markers are those of ITU-T T.81");
        return _hasScan || Marker == JpegMarker.LineCount
            ? ToMarker(new() { Skip = Length })
            : OnApplicationSegment();
    }

    protected override Step OnPayload(ReadOnlySpan<byte> bytes)
    {
        if (_isAfterExif)
        {
            _isAfterExif = false;
            return ToMarker(new() { Emit = OrientationSegment() });
        }

        return Marker switch
        {
            JpegMarker.App0 => AfterJfif(bytes),
            JpegMarker.App2 => AfterProfile(bytes),
            JpegMarker.App14 => AfterAdobe(bytes),
            JpegMarker.Scan => AfterScan(bytes),
            _ when JpegMarker.IsTable(Marker) => AfterTables(bytes),
            _ => AfterFrame(bytes),
        };
    }

    protected override Step OnEnd()
    {
        Require(_hasScan, "a scan comes before the end");
        Require(!_tables.HasNew, "no tables follow the last scan");
        Require(_profile.IsComplete, "all segments of the colour profile are there");
        return Step.Done with { Emit = new byte[] { 0xFF, JpegMarker.End } };
    }

    private Step OnApplicationSegment()
    {
        switch (Marker)
        {
            case JpegMarker.App0 when Length >= JfifLength && !_hasJfif:
                return ToPayload(default, JfifLength);
            case JpegMarker.App2 when Length >= JpegProfile.IdentifierLength:
                return ToPayload(default, JpegProfile.IdentifierLength);
            case JpegMarker.App14 when Length >= AdobeLength:
                return ToPayload(default, AdobeLength);
            case JpegMarker.App1 when _exif is not { IsIdentified: true }:
                _isAfterExif = true;
                return ToPayload(new() { Skip = Length, Watcher = _exif = new() }, 0);
            default:
                return ToMarker(new() { Skip = Length });
        }
    }

    private Step AfterFrame(ReadOnlySpan<byte> bytes)
    {
        Require(_frame is null, "there is one frame");
        _frame = JpegFrame.From(Marker, bytes);
        Require(_frame is not null, "a frame header states width, height and 1 to 4 components with 3 bytes each");
        return ToMarker(new() { Emit = (byte[])[.. Head(Length), .. bytes] });
    }

    private Step AfterScan(ReadOnlySpan<byte> bytes)
    {
        Require(JpegTables.IsScan(bytes), "a scan header has 2 bytes for each component");
        Require(_tables.TryUse(_frame!, bytes), "each scan is of the frame's components and adds to the picture");
        _hasScan = true;
        return ToMarker(new() { Emit = (byte[])[.. Head(Length), .. bytes], Runs = true });
    }

    private Step AfterTables(ReadOnlySpan<byte> bytes)
    {
        Require(_tables.TryAdd(Marker, bytes), "tables have the bytes that they need, and a scan uses each");
        return ToMarker(new() { Emit = (byte[])[.. Head(Length), .. bytes] });
    }

    // Version, unit and density; without the thumbnail.
    private Step AfterJfif(ReadOnlySpan<byte> bytes)
    {
        _hasJfif = bytes.StartsWith("JFIF\0"u8);
        ReadOnlySpan<byte> version = bytes[5] == 1 && bytes[6] <= 2 ? bytes.Slice(5, 2) : [1, 2];
        ReadOnlySpan<byte> density = bytes[7] <= 2 ? bytes[7..^2] : [0, 0, 1, 0, 1];
        byte[] segment = _hasJfif ? [.. Head(JfifLength), .. "JFIF\0"u8, .. version, .. density, 0, 0] : [];
        return ToMarker(new() { Emit = segment, Skip = Length - bytes.Length });
    }

    // Its last byte tells how colours are stored; version and flags tell a decoder nothing.
    private Step AfterAdobe(ReadOnlySpan<byte> bytes)
    {
        var skip = Length - bytes.Length;
        if (!bytes.StartsWith("Adobe"u8))
        {
            return ToMarker(new() { Skip = skip });
        }

        byte[] segment = [.. Head(AdobeLength), .. "Adobe"u8, 0, 100, 0, 0, 0, 0, bytes[^1]];
        var isFirst = _adobe.Length == 0;
        Require(isFirst || _adobe.AsSpan().SequenceEqual(segment), "it tells once how its colours are stored");
        _adobe = segment;
        return ToMarker(new() { Emit = isFirst ? segment : [], Skip = skip });
    }

    private Step AfterProfile(ReadOnlySpan<byte> bytes)
    {
        if (!_profile.IsInside && !JpegProfile.IsProfile(bytes))
        {
            return ToMarker(new() { Skip = Length - bytes.Length });
        }

        var need = _profile.Append(bytes, Length);
        Require(need is not null, "the colour profile is an ICC profile whose segments are in order");
        return need > 0 ? ToPayload(default, need.Value) : ToMarker(_profile.Segment(Head(Length)));
    }

    private byte[] OrientationSegment()
    {
        if (_exif is not { IsIdentified: true, Value: > 1 })
        {
            return [];
        }

        const int length = 6 + MinimalExif.Length;
        return [.. Head(length), .. "Exif\0\0"u8, .. MinimalExif.Create(_exif.Value)];
    }

    private byte[] Head(int length)
    {
        var head = new byte[] { 0xFF, Marker, 0, 0 };
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(2), (ushort)(length + 2));
        return head;
    }
}
