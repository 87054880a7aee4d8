using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A file of each format with as much metadata as it can have, written by hand.</summary>
internal static class Samples
{
    internal static readonly byte[] FullJpeg =
    [
        .. JpegOf(
            Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]),
            Segment(0xE0, $"JFXX\0{Secret}"),
            Segment(0xE1, $"http://ns.adobe.com/xap/1.0/\0{Secret}"),
            JpegExif(6),
            JpegExif(3),
            Segment(0xE1, $"http://ns.adobe.com/xmp/extension/\0{Secret}"),
            [0xFF, 0xFF, 0xFF, .. Segment(0xE2, $"MPF\0{Secret}")],
            ProfilePart(1, 2, ProfileSample.Bytes[..300]),
            ProfilePart(2, 2, ProfileSample.Bytes[300..]),
            Segment(0xEB, $"JP\0\0{Secret}"),
            Segment(0xED, $"Photoshop 3.0\08BIM{Secret}"),
            Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 1, .. TextOf(Secret)]),
            Segment(0xFE, Secret),
            Segment(0xDD, 0, 4)),
        .. TextOf($"ftypmp42{Secret}"),
    ];

    internal static readonly byte[] FullPng =
    [
        .. PngOf(
            Chunk("iCCP", [.. TextOf($"{Secret}\0\0"), .. ZLib(ProfileSample.Bytes)]),
            Chunk("tEXt", TextOf($"Comment\0{Secret}")),
            Chunk("zTXt", [.. TextOf("Comment\0\0"), .. ZLib(TextOf(Secret))]),
            Chunk("iTXt", TextOf($"XML:com.adobe.xmp\0\0\0\0\0{Secret}")),
            Chunk("tIME", 7, 0xE5, 3, 4, 5, 6, 7),
            Chunk("eXIf", ExifOf(6)),
            Chunk("caBX", TextOf(Secret)),
            Chunk("sPLT", TextOf(Secret)),
            Chunk("prVt", TextOf(Secret)),
            Chunk("acTL", 0, 0, 0, 1, 0, 0, 0, 0),
            Chunk("pHYs", 0, 0, 1, 0, 0, 0, 1, 0, 0)),
        .. TextOf(Secret),
    ];

    internal static readonly byte[] FullGif =
    [
        .. GifOf(
            Extension(0xFF, TextOf("NETSCAPE2.0"), [1, 3, 0], TextOf(Secret)),
            Extension(0xFE, TextOf(Secret), TextOf(Secret)),
            Extension(0xFF, TextOf("XMP DataXMP"), TextOf(Secret)),
            Extension(0xF9, [1, 10, 0, 0]),
            Extension(0x01, new byte[12], TextOf(Secret)),
            GifFrame(8, 8),
            Extension(0xF9, [5, 10, 0, 0]),
            Extension(0x77, TextOf(Secret))),
        .. TextOf(Secret),
    ];

    internal static readonly byte[] FullWebP =
    [
        .. WebPOf(
            Extended(0x2E),
            RiffChunk("ICCP", ProfileSample.Bytes),
            RiffChunk("ANIM", 0, 0, 0, 0, 2, 0),
            RiffChunk("C2PA", TextOf(Secret)),
            Frame(Lossy(), RiffChunk("priv", TextOf(Secret + "!"))),
            Frame(RiffChunk("ALPH", 1, 2, 3), Lossy()),
            RiffChunk("EXIF", ExifOf(6)),
            RiffChunk("XMP ", TextOf(Secret))),
        .. TextOf(Secret),
    ];

    internal static readonly byte[] FullHeic = [.. HeifSamples.Full.ToArray(), .. TextOf(Secret)];

    internal static readonly byte[] WideHeic = (HeifSamples.Full with { IsWide = true }).ToArray();

    /// <summary>Tells whether a file may end after a length: a GIF behind each block after its first frame.</summary>
    internal static bool MayEnd(byte[] file, int length)
    {
        var (end, frame) = (FullGif.Length - Secret.Length - 1, GifFrame(8, 8).Length);
        var (control, extension) = (Extension(0xF9, new byte[4]).Length, Extension(0x77, TextOf(Secret)).Length);
        int[] behind = [0, frame, frame + extension, frame + extension + control];
        return file == FullGif && behind.Contains(end - length);
    }

    /// <summary>Those that are changed at random.</summary>
    internal static readonly byte[][] ToChange =
    [
        FullJpeg, FullPng, FullGif, FullWebP, [.. HeifSamples.Plain.ToArray(), .. TextOf(Secret)],
        (HeifSamples.Plain with { IsWide = true }).ToArray(),
    ];

    internal static readonly byte[][] All = [FullJpeg, FullPng, FullGif, FullWebP, FullHeic, WideHeic];
}
