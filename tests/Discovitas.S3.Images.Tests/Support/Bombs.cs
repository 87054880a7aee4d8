using System.Buffers.Binary;
using System.IO.Compression;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Small files of many pixels. WebP, PNG and GIF are whole; of the others the headers are enough.</summary>
internal static class Bombs
{
    private const int Frames = 900;

    /// <summary>
    /// A lossless WebP of one colour (RFC 9649, section 3): each of its five codes has one symbol, so that pixels take
    /// no bits at all.
    /// </summary>
    internal static byte[] WebP(int side) => WebPOf(RiffChunk("VP8L", Lossless(side)));

    /// <summary>The same, as an extended file.</summary>
    internal static byte[] ExtendedWebP(int side) =>
        WebPOf(RiffChunk("VP8X", Canvas(side)), RiffChunk("VP8L", Lossless(side)));

    /// <summary>A black PNG of one bit for each pixel.</summary>
    internal static byte[] Png(int side)
    {
        using var data = new MemoryStream();
        using (var packer = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + ((side + 7) / 8)];
            for (var y = 0; y < side; y++)
            {
                packer.Write(row);
            }
        }

        byte[] size = [.. Number(side).Reverse(), .. Number(side).Reverse()];
        return
        [
            .. PngOf()[..8], .. Chunk("IHDR", [.. size, 1, 0, 0, 0, 0]), .. Chunk("IDAT", data.ToArray()),
            .. Chunk("IEND"),
        ];
    }

    /// <summary>A GIF of frames.</summary>
    internal static byte[] Gif(int frames)
    {
        const int screenLength = 19;
        var pixels = Enumerable.Repeat(GifFrame(1, 1), frames);
        return [.. GifOf()[..screenLength], .. pixels.SelectMany(frame => frame), .. GifOf()[^1..]];
    }

    /// <summary>The same, of 900 frames that change one pixel of a picture with more of them.</summary>
    internal static byte[] GifOfFrames(int side)
    {
        const int sizeAt = 6;
        byte[] sides = [.. Number(side)[..2], .. Number(side)[..2]];
        var file = Gif(Frames);
        return [.. file[..sizeAt], .. sides, .. file[(sizeAt + sides.Length)..]];
    }

    /// <summary>An animated WebP with such frames.</summary>
    internal static byte[] WebPOfFrames(int side) => WebPOf(
        [
            RiffChunk("VP8X", Canvas(side, flags: 2)), RiffChunk("ANIM", new byte[6]),
            .. Enumerable.Repeat(Frame(RiffChunk("VP8L", Lossless(1))), Frames),
        ]);

    /// <summary>A PNG that states 900 frames, and has its first one.</summary>
    internal static byte[] PngOfFrames(int side)
    {
        const int headerEnd = 33;
        var file = Png(side);
        return [.. file[..headerEnd], .. Chunk("acTL", [0, 0, 0x03, 0x84, 0, 0, 0, 0]), .. file[headerEnd..]];
    }

    /// <summary>An AVIF that states 900 frames.</summary>
    internal static byte[] AvifOfFrames(int side) =>
        HeaderSamples.SequenceOf([0, 0, 0x03, 0x84], HeaderSamples.SampleEntry(side, side));

    /// <summary>A JPEG whose scan ends early: decoders show what is there, in a picture of its full size.</summary>
    internal static byte[] Jpeg(int side)
    {
        var file = JpegOf();
        var frame = file.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), (ushort)side);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), (ushort)side);
        return file;
    }

    /// <summary>An AVIF whose grid has tiles that are repeated: one tile of pixels for all of them.</summary>
    internal static byte[] Avif(int side)
    {
        var file = HeaderSamples.Heic;
        var size = file.AsSpan().LastIndexOf("ispe"u8) + 8;
        byte[] sides = [.. Number(side).Reverse(), .. Number(side).Reverse()];
        return [.. file[..8], .. "avif"u8, .. file[12..size], .. sides, .. file[(size + 8)..]];
    }

    /// <summary>A bitmap that ends after its header.</summary>
    internal static byte[] Bmp(int side) =>
        [.. HeaderSamples.Bitmap[..18], .. Number(side), .. Number(-side), .. HeaderSamples.Bitmap[26..]];

    /// <summary>A TIFF of one directory.</summary>
    internal static byte[] Tiff(int side) => TiffOfPages([side]);

    /// <summary>A TIFF of 900 pages.</summary>
    internal static byte[] TiffOfPages(int side) => TiffOfPages([.. Enumerable.Repeat(side, Frames)]);

    /// <summary>A TIFF whose pages have sizes of their own.</summary>
    internal static byte[] TiffOfPages(params int[] sides)
    {
        const int start = 8, directoryLength = 30;
        return [.. "II*\0"u8, start, 0, 0, 0, .. sides.SelectMany(Directory)];

        byte[] Directory(int side, int page)
        {
            byte[] entry = [0x00, 0x01, 4, 0, 1, 0, 0, 0, .. Number(side)];
            var next = page + 1 < sides.Length ? start + (directoryLength * (page + 1)) : 0;
            return [2, 0, .. entry, 0x01, .. entry[1..], .. Number(next)];
        }
    }

    // The first chunk of an extended WebP.
    private static byte[] Canvas(int side, byte flags = 0) =>
        [flags, 0, 0, 0, .. Number(side - 1)[..3], .. Number(side - 1)[..3]];

    private static byte[] Lossless(int side)
    {
        // Width and height without one, no alpha, version 0; then, from the lowest bit on: no transform, no cache, one
        // group of codes, and five times "simple, of one symbol, of one bit, 0".
        var size = (uint)(side - 1) | ((uint)(side - 1) << 14);
        return [0x2F, .. Number((int)size), 0b0000_1000 | 0b1000_0000, 0b1000_1000, 0b0000_1000, 0, 0];
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
