using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Files that are written by hand: their structure is right, their pixels mean nothing.</summary>
internal static class Bytes
{
    internal const string Secret = Corpus.Secret;

    /// <summary>What a scan holds: also a stuffed byte and a restart marker.</summary>
    internal static readonly byte[] Scan = [0x12, 0x34, 0xFF, 0, 0x56, 0xFF, 0xD0, 0x78, 0x9A, 0xFF, 0xD7, 0xBC];

    internal static byte[] TextOf(string text) => Encoding.Latin1.GetBytes(text);

    internal static byte[] Segment(byte marker, params byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    internal static byte[] Segment(byte marker, string content) => Segment(marker, TextOf(content));

    /// <summary>A JPEG of 32 x 16 pixels, with segments of the caller behind its start.</summary>
    internal static byte[] JpegOf(params byte[][] segments) =>
    [
        0xFF, 0xD8, .. segments.SelectMany(segment => segment),
        .. Segment(0xDB, new byte[65]), .. Segment(0xC0, 8, 0, 16, 0, 32, 1, 1, 0x11, 0),
        .. Segment(0xC4, new byte[17]),
        .. Segment(0xDA, 1, 1, 0, 0, 63, 0), .. Scan, 0xFF, 0xD9,
    ];

    /// <summary>A segment with a part of a colour profile.</summary>
    internal static byte[] ProfilePart(byte number, byte count, byte[] profile) =>
        Segment(0xE2, [.. "ICC_PROFILE\0"u8, number, count, .. profile]);

    /// <summary>EXIF data: a maker that is a text, then the orientation.</summary>
    internal static byte[] ExifOf(byte orientation) =>
    [
        .. "II*\0"u8, 8, 0, 0, 0, 2, 0,
        0x0F, 0x01, 2, 0, 11, 0, 0, 0, 38, 0, 0, 0,
        0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0,
        0, 0, 0, 0, .. TextOf(Secret), 0,
    ];

    internal static byte[] JpegExif(byte orientation) => Segment(0xE1, [.. "Exif\0\0"u8, .. ExifOf(orientation)]);

    internal static byte[] Chunk(string type, params byte[] data)
    {
        byte[] checksummed = [.. TextOf(type), .. data];
        var chunk = new byte[checksummed.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        checksummed.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(chunk.Length - 4), Crc32.HashToUInt32(checksummed));
        return chunk;
    }

    /// <summary>A PNG of 32 x 16 pixels, with chunks of the caller behind its header.</summary>
    internal static byte[] PngOf(params byte[][] chunks) =>
    [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", 0, 0, 0, 32, 0, 0, 0, 16, 8, 2, 0, 0, 0),
        .. chunks.SelectMany(chunk => chunk), .. Chunk("IDAT", 1, 2, 3), .. Chunk("IEND"),
    ];

    /// <summary>A PNG of 4 x 2 pixels, with all chunks of the caller between its header and its end.</summary>
    internal static byte[] PngOfType(byte depth, byte color, params byte[][] chunks) =>
    [
        .. PngOf()[..8], .. Chunk("IHDR", 0, 0, 0, 4, 0, 0, 0, 2, depth, color, 0, 0, 0),
        .. chunks.SelectMany(chunk => chunk), .. Chunk("IEND"),
    ];

    /// <summary>The image data of a PNG.</summary>
    internal static byte[] Pixels(params byte[] data) => Chunk("IDAT", data);

    /// <summary>A chunk that begins an animation of frames.</summary>
    internal static byte[] Animation(byte frames) => Chunk("acTL", 0, 0, 0, frames, 0, 0, 0, 0);

    /// <summary>A chunk that begins a frame of a PNG.</summary>
    internal static byte[] FrameControl(byte number, byte width = 4, byte left = 0, byte dispose = 0, byte blend = 0) =>
        Chunk(
            "fcTL",
            [0, 0, 0, number, 0, 0, 0, width, 0, 0, 0, 2, 0, 0, 0, left, 0, 0, 0, 0, 0, 1, 0, 10, dispose, blend]);

    /// <summary>A chunk with the data of a frame of a PNG.</summary>
    internal static byte[] FrameData(byte number, params byte[] data) => Chunk("fdAT", [0, 0, 0, number, .. data]);

    internal static byte[] ZLib(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var stream = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            stream.Write(bytes);
        }

        return compressed.ToArray();
    }

    internal static byte[] Extension(byte label, params byte[][] blocks) =>
        [0x21, label, .. blocks.SelectMany(block => (byte[])[(byte)block.Length, .. block]), 0];

    internal static byte[] GifFrame(byte width, byte height) =>
        [0x2C, 0, 0, 0, 0, width, 0, height, 0, 0, 2, 2, 0x44, 0x01, 0];

    /// <summary>A GIF of 32 x 16 pixels, with blocks of the caller before its frame.</summary>
    internal static byte[] GifOf(params byte[][] blocks) =>
    [
        .. "GIF89a"u8, 32, 0, 16, 0, 0x80, 0, 0, 1, 2, 3, 4, 5, 6,
        .. blocks.SelectMany(block => block), .. GifFrame(32, 16), 0x3B,
    ];

    internal static byte[] RiffChunk(string type, params byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(length, data.Length);
        return [.. TextOf(type), .. length, .. data, .. new byte[data.Length % 2]];
    }

    /// <summary>A WebP of chunks.</summary>
    internal static byte[] WebPOf(params byte[][] chunks) =>
        RiffChunk("RIFF", [.. "WEBP"u8, .. chunks.SelectMany(chunk => chunk)]);

    /// <summary>The first chunk of an extended WebP of 32 x 16 pixels.</summary>
    internal static byte[] Extended(byte flags) => RiffChunk("VP8X", flags, 0, 0, 0, 31, 0, 0, 15, 0, 0);

    /// <summary>A picture of 32 x 16 pixels.</summary>
    internal static byte[] Lossy() => RiffChunk("VP8 ", 0x10, 0, 0, 0x9D, 0x01, 0x2A, 32, 0, 16, 0, 7, 7, 7);

    internal static byte[] Frame(params byte[][] chunks) =>
        RiffChunk("ANMF", [.. new byte[16], .. chunks.SelectMany(chunk => chunk)]);
}
