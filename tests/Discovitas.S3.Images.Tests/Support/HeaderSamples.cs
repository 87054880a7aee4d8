using System.Buffers.Binary;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>The start of a file of each format that is not cleaned but whose header is read.</summary>
internal static class HeaderSamples
{
    private static readonly byte[] Properties =
    [
        .. Box("ipco", [
            .. Box("hvcC", new byte[23]),
            .. Box("ispe", 0, 0, 0, 0, 0, 0, 0, 64, 0, 0, 0, 64),
            .. Box("ispe", 0, 0, 0, 0, 0, 0, 0x0F, 0xC0, 0, 0, 0x0B, 0xD0),
            .. Box("pixi", 0, 0, 0, 0, 3, 10, 10, 10),
            .. Box("colr", [.. "prof"u8, 1, 2, 3]),
            .. Box("irot", 3),
            .. Box("auxC", [0, 0, 0, 0, .. "urn:mpeg:hevc:2015:auxid:1\0"u8])]),
        .. Box("ipma", 0, 0, 0, 0, 0, 0, 0, 3, 0, 1, 2, 0x81, 2, 0, 49, 5, 0x81, 3, 4, 5, 0x86, 0, 50, 1, 7),
    ];

    /// <summary>A phone's picture: 4032 x 3024 pixels of tiles, turned, 10 bits.</summary>
    internal static readonly byte[] Heic =
    [
        .. Box("ftyp", [.. "heic\0\0\0\0mif1heic"u8]),
        .. Box("free", 1, 2, 3),
        .. Box("meta", [
            0, 0, 0, 0,
            .. Box("hdlr", new byte[25]),
            .. Box("pitm", 0, 0, 0, 0, 0, 49),
            .. Box("iprp", Properties)]),
        .. Box("mdat", 1, 2, 3),
    ];

    /// <summary>An animation of 7 frames.</summary>
    internal static readonly byte[] Sequence = SequenceOf([0, 0, 0, 7]);

    /// <summary>Two pages, the second behind the first.</summary>
    internal static readonly byte[] Tiff =
    [
        .. "II*\0"u8, 10, 0, 0, 0, 9, 9, .. Directory(50, 40, 82), .. new byte[6], .. Directory(20, 60, 0),
    ];

    /// <summary>The same, but its second page is before the first one's end: it is the first again.</summary>
    internal static readonly byte[] TiffOfUnknownPages = [.. Tiff[..72], 10, .. Tiff[73..]];

    /// <summary>A bitmap with the longest header: its rows begin at the top.</summary>
    internal static readonly byte[] Bitmap =
    [
        .. "BM"u8, .. new byte[12], 124, 0, 0, 0, 30, 0, 0, 0, 0xEC, 0xFF, 0xFF, 0xFF, 1, 0, 32, 0, .. new byte[36],
        0, 0, 0, 0xFF, .. "DEBM"u8, .. new byte[64],
    ];

    internal static readonly byte[][] All = [Heic, Sequence, Tiff, Bitmap];

    internal static byte[] Box(string type, params byte[] content)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(size, content.Length + 8);
        return [.. size, .. TextOf(type), .. content];
    }

    /// <summary>An animation of frames, with what describes them.</summary>
    internal static byte[] SequenceOf(byte[] frames, params byte[] description) =>
    [
        .. Box("ftyp", [.. "avis\0\0\0\0avis"u8]),
        .. Heic.AsSpan(35..^11),
        .. Box("moov", Box("trak", Box("mdia", Box("minf", Box("stbl",
            [.. description, .. Box("stsz", [0, 0, 0, 0, 0, 0, 0, 0, .. frames])]))))),
        .. Box("mdat", 1, 2, 3),
    ];

    /// <summary>Describes the frames of an animation: as large as a decoder makes them.</summary>
    internal static byte[] SampleEntry(int width, int height) => Box("stsd",
        [
            0, 0, 0, 0, 0, 0, 0, 1,
            .. Box("av01",
                [.. new byte[24], (byte)(width >> 8), (byte)width, (byte)(height >> 8), (byte)height, .. new byte[50]]),
        ]);

    private static byte[] Directory(byte width, byte height, byte next) =>
    [
        5, 0,
        0, 1, 3, 0, 1, 0, 0, 0, width, 0, 0, 0,
        1, 1, 4, 0, 1, 0, 0, 0, height, 0, 0, 0,
        2, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0,
        18, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0,
        0x52, 1, 3, 0, 1, 0, 0, 0, 2, 0, 0, 0,
        next, 0, 0, 0,
    ];
}
