using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Segments that decoders calculate with, or seem to, and that could hold any text instead.</summary>
public sealed class JpegHidingTests
{
    private static readonly byte[] Gray = [1, 0x11, 0];
    private static readonly byte[] Scan0 = ScanOf(1);
    private static readonly byte[] Huffman = HuffmanOf(0x10, 1, 2, 3);

    public static TheoryData<string, byte[]> Rejected => new()
    {
        { "no Huffman table", JpegOf(Segment(0xC4)) },
        { "no quantization table", JpegOf(Segment(0xDB)) },
        { "no arithmetic conditions", JpegOf(Segment(0xCC)) },
        { "arithmetic conditions of a Huffman frame", JpegOf(Segment(0xCC, 0, 1)) },
        { "a Huffman table that is replaced before it is used", JpegOf(HuffmanOf(0x11, 1), HuffmanOf(0x11, 2)) },
        { "a Huffman table three times", JpegOf(Huffman, Huffman, Huffman) },
        { "a quantization table that is replaced", JpegOf(Segment(0xDB, [0, 7, .. new byte[63]])) },
        { "a restart interval that is replaced", JpegOf(Segment(0xDD, 0, 1), Segment(0xDD, 0, 2)) },
        { "tables that are replaced within a segment", JpegOf([.. Segment(0xC4, Twice(HuffmanOf(0x11, 1), 17))]) },
        { "a table behind the last scan", Plain(Gray, [.. Scan0, .. Huffman]) },
        { "values of a Huffman table that are the same", JpegOf(HuffmanOf(0x10, 65, 65)) },
        { "numbers of bits that are text", JpegOf(HuffmanOf(0x00, TextOf("exif"))) },
        { "more codes than there is room for", JpegOf(Segment(0xC4, [0x10, 3, .. new byte[15], 1, 2, 3])) },
        { "a second scan of the same", Plain(Gray, [.. Scan0, .. Scan0]) },
        { "a scan of another component", Plain(Gray, ScanOf(2)) },
        { "a scan with tables that there cannot be", Plain(Gray, Segment(0xDA, 1, 1, 0x40, 0, 63, 0)) },
        { "a frame of many components", Plain([.. Gray, .. Gray, .. Gray, .. Gray, .. Gray], Scan0) },
        { "a frame without components", Plain([], Scan0) },
        { "a component without samples", Plain([1, 0, 0], Scan0) },
        { "a component of a fifth table", Plain([1, 0x11, 4], Scan0) },
        { "a frame without lines", Plain(Gray, Scan0, height: 0) },
        { "a hierarchical frame", Plain(Gray, Scan0, marker: 0xC5) },
        { "two ways to store colors", JpegOf(Adobe(1), Adobe(2)) },
        { "a progressive scan of the same", Progressive([1, 5, 0], [1, 5, 0]) },
        { "a progressive scan that adds nothing", Progressive([1, 5, 0x02], [1, 5, 0x32]) },
        { "a progressive scan that comes too early", Progressive([1, 5, 0x21]) },
        { "a progressive scan of too much", Progressive([0, 5, 0]) },
    };

    [Theory]
    [MemberData(nameof(Rejected))]
    public async Task WhatNoScanNeeds_IsRejected(string what, byte[] file)
    {
        var cleaning = () => Cleaned.FromAsync(file);

        await cleaning.Should().ThrowAsync<BrokenImageException>(what);
    }

    public static TheoryData<string, byte[]> Accepted => new()
    {
        { "a table that is written twice", JpegOf(Huffman, Huffman) },
        { "tables that are replaced when they are used", Plain(
            [1, 0x11, 0, 2, 0x11, 0], [.. HuffmanOf(0x10, 1), .. ScanOf(1), .. HuffmanOf(0x10, 2), .. ScanOf(2)]) },
        { "components of one number", Plain(
            [1, 0x11, 0, 1, 0x11, 0], [.. Segment(0xDA, 2, 1, 0, 1, 0, 0, 63, 0), .. Scan]) },
        { "parameters of zeros", Plain(Gray, [.. Segment(0xDA, 1, 1, 0, 0, 0, 0), .. Scan]) },
        { "arithmetic conditions", Plain(Gray, [.. Segment(0xCC, 0, 0x10), .. Scan0], marker: 0xC9) },
        { "progressive scans", Progressive([0, 0, 0x01], [1, 5, 0x02], [6, 63, 0x02], [1, 63, 0x21], [0, 0, 0x10]) },
    };

    [Theory]
    [MemberData(nameof(Accepted))]
    public async Task WhatAScanNeeds_StaysAsItIs(string what, byte[] file) =>
        (await Cleaned.FromAsync(file)).Should().Equal(file, what);

    public static TheoryData<string, byte[], byte[]> Changed => new()
    {
        { "a number of lines", JpegOf(Segment(0xDC, Secret)), JpegOf() },
        { "a number of lines behind the scan", [.. JpegOf()[..^2], .. Segment(0xDC, 0, 16), 0xFF, 0xD9], JpegOf() },
        { "a comment behind the scan", [.. JpegOf()[..^2], .. Segment(0xFE, Secret), 0xFF, 0xD9], JpegOf() },
        { "EXIF behind the scan", [.. JpegOf()[..^2], .. JpegExif(6), 0xFF, 0xD9], JpegOf() },
        { "JFIF behind the scan", [.. JpegOf()[..^2], .. Jfif(1, 2, 0, 0, 1, 0, 1), 0xFF, 0xD9], JpegOf() },
        { "Adobe's version and flags", JpegOf(Segment(0xEE, "Adobeabcdef\u0001")), JpegOf(Adobe(1)) },
        { "Adobe's segment again", JpegOf(Adobe(1), Adobe(1)), JpegOf(Adobe(1)) },
        { "JFIF's version", JpegOf(Jfif(65, 66, 2, 0, 1, 0, 1)), JpegOf(Jfif(1, 2, 2, 0, 1, 0, 1)) },
        { "JFIF's density", JpegOf(Jfif(1, 1, 65, 66, 67, 68, 69)), JpegOf(Jfif(1, 1, 0, 0, 1, 0, 1)) },
        { "JFIF again", JpegOf(Jfif(1, 1, 1, 0, 72, 0, 72), Jfif(1, 1, 0, 0, 9, 0, 9)),
            JpegOf(Jfif(1, 1, 1, 0, 72, 0, 72)) },
    };

    [Theory]
    [MemberData(nameof(Changed))]
    public async Task WhatNoDecoderReads_IsLeftOut(string what, byte[] file, byte[] expected) =>
        (await Cleaned.FromAsync(file)).Should().Equal(expected, what);

    [Theory]
    [InlineData(0xFF)]
    [InlineData(0xFE)]
    public async Task TinyParts_AreLimited(byte marker)
    {
        byte[] part = marker == 0xFF ? [0xFF] : [0xFF, marker, 0, 2];
        var many = Enumerable.Repeat(part, 100_001).SelectMany(bytes => bytes).ToArray();

        await WhatNoScanNeeds_IsRejected("a file of tiny parts", JpegOf(many));
    }

    private static byte[] Jfif(params byte[] content) => Segment(0xE0, [.. "JFIF\0"u8, .. content, 0, 0]);

    private static byte[] Adobe(byte transform) => Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, transform]);

    private static byte[] ScanOf(byte component) => [.. Segment(0xDA, 1, component, 0, 0, 63, 0), .. Scan];

    // Each value has a code of 8 bits.
    private static byte[] HuffmanOf(byte number, params byte[] values) =>
        Segment(0xC4, [number, .. new byte[7], (byte)values.Length, .. new byte[8], .. values]);

    private static byte[] Twice(byte[] segment, byte other) => [.. segment[4..], .. segment[4..^1], other];

    private static byte[] Plain(byte[] components, byte[] scans, byte height = 16, byte marker = 0xC0) =>
    [
        0xFF, 0xD8, .. Segment(0xDB, new byte[65]),
        .. Segment(marker, [8, 0, height, 0, 32, (byte)(components.Length / 3), .. components]), .. scans, 0xFF, 0xD9,
    ];

    private static byte[] Progressive(params byte[][] scans) => Plain(
        Gray, [.. scans.SelectMany(scan => (byte[])[.. Segment(0xDA, [1, 1, 0, .. scan]), .. Scan])], marker: 0xC2);
}
