using System.Buffers.Binary;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>Puts segments into a JPEG.</summary>
internal static class JpegMetadata
{
    /// <summary>Puts segments behind the start.</summary>
    internal static byte[] Add(byte[] file, byte[] segments) => [.. file[..2], .. segments, .. file[2..]];

    /// <summary>Puts segments before the last scan, and before the end.</summary>
    internal static byte[] AddLate(byte[] file, byte[] segments)
    {
        var end = End(file);
        var scan = file.AsSpan(0, end).LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        return [.. file[..scan], .. segments, .. file[scan..end], .. segments, .. file[end..]];
    }

    /// <summary>Puts a segment of each application in.</summary>
    internal static byte[] AddApplications(byte[] file)
    {
        string[] names =
        [
            "JFIF\0", "MPF\0", "FPXR\0", "Meta\0", "RMETA\0", "GoPro\0", "Qualcomm\0", "SPIFF\0", "JUMB\0",
            "[picture info]", "Ducky", "GraphicConverter",
        ];
        var segments = Enumerable.Range(0xE1, 15)
            .SelectMany(marker => names.Select(name => Segment((byte)marker, name + Secret)))
            .Concat([Segment(0xE0, "AVI1" + Secret), Segment(0xFE, Secret)]);
        return Add(file, [.. segments.SelectMany(segment => segment)]);
    }

    /// <summary>Appends a picture, and an index of both (CIPA DC-007).</summary>
    internal static byte[] AddPicture(byte[] file, byte[] picture)
    {
        byte[] index =
        [
            .. "MPF\0MM\0*\0\0\0\x08"u8, 0, 3,
            0xB0, 0x00, 0, 7, 0, 0, 0, 4, .. "0100"u8,
            0xB0, 0x01, 0, 4, 0, 0, 0, 1, 0, 0, 0, 2,
            0xB0, 0x02, 0, 7, 0, 0, 0, 32, 0, 0, 0, 50,
            0, 0, 0, 0,
            .. Entry(0x2003_0000, file.Length, 0), .. Entry(2, picture.Length, file.Length),
        ];
        return [.. Add(file, Segment(0xE2, index)), .. picture];
    }

    /// <summary>Puts fill bytes before each marker but the first.</summary>
    internal static byte[] Fill(byte[] file)
    {
        var filled = new List<byte>(file[..2]);
        for (var at = 2; at < file.Length;)
        {
            var isMarker = file[at] == 0xFF && file[at + 1] is not (0 or (>= 0xD0 and <= 0xD7));
            var isSegment = isMarker && file[at + 1] != 0xD9;
            var length = isSegment ? 2 + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 2)) : isMarker ? 2 : 1;
            filled.AddRange(isMarker ? [0xFF, 0xFF, 0xFF] : []);
            filled.AddRange(file[at..(at + length)]);
            at += length;
        }

        return [.. filled];
    }

    private static int End(byte[] file) => Scanner.EndOfJpeg(file) - 2;

    private static byte[] Entry(int attributes, int length, int offset)
    {
        var entry = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(entry, attributes);
        BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(4), length);
        BinaryPrimitives.WriteInt32BigEndian(entry.AsSpan(8), offset);
        return entry;
    }
}
