using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>What is held does not grow with the file.</summary>
public sealed class MemoryTests
{
    private const int Length = 32 * 1024 * 1024;

    public static TheoryData<string, byte[], byte[]> Starts => new()
    {
        { "a scan", JpegOf()[..^2], [0x12, 0x34, 0xFF, 0] },
        { "a chunk that is removed", [.. PngOf()[..33], 0x7F, 0xFF, 0xFF, 0xFF, .. "tEXt"u8], [0x41] },
        { "a profile that is too long", [.. PngOf()[..33], 0x7F, 0xFF, 0xFF, 0xFF, .. "iCCP"u8], [0x41] },
        { "comments", [.. GifOf()[..19], 0x21, 0xFE], [0x02, 0x41, 0x41] },
        { "a box before what describes a HEIC", [.. HeicStart, 0x7F, 0xFF, 0xFF, 0xFF, .. "uuid"u8], [0x41] },
        { "data of a HEIC", [.. HeicStart, .. HeicOf(0x7FFF_0000)], [0x41] },
        { "image data without a byte", PngOf()[..33], Chunk("IDAT") },
        { "chunks that come again", PngOf()[..33], Chunk("gAMA", 1, 2, 3, 4) },
        { "chunks that are blanked", WebPStart, RiffChunk("XMP ") },
        { "a chunk that is blanked", [.. WebPStart, .. "XMP "u8, 0, 0, 0, 0x7F], [0x41] },
    };

    private static byte[] WebPStart => [.. "RIFF"u8, 0, 0, 0, 0xF0, .. "WEBP"u8, .. Extended(4), .. Lossy()];

    private static byte[] HeicStart => new HeifFile().ToArray()[..24];

    [Theory]
    [MemberData(nameof(Starts))]
    public void ALongFile_TakesNoMoreMemory(string what, byte[] start, byte[] repeated)
    {
        using var source = new MemoryStream([.. start, .. Repeat(repeated)]);
        using var cleaned = new CleanedImageStream(source, UnsupportedImages.Reject);
        var buffer = new byte[64 * 1024];
        var before = GC.GetAllocatedBytesForCurrentThread();

        // All that is awaited is there at once, so that one thread does everything.
        var reading = FluentActions.Invoking(() => DrainAsync(cleaned, buffer).GetAwaiter().GetResult());

        reading.Should().Throw<BrokenImageException>();
        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(6 * 1024 * 1024, what);
    }

    private static byte[] HeicOf(int length)
    {
        var file = new HeifFile { Locations = [(1, 0, 0, length)] }.ToArray();
        return [.. file[24..^16], 0, 0, 0, 0, .. "mdat"u8];
    }

    private static async Task DrainAsync(CleanedImageStream stream, byte[] buffer)
    {
        while (await stream.ReadAsync(buffer) > 0)
        {
        }
    }

    private static byte[] Repeat(byte[] part)
    {
        var bytes = new byte[Length / part.Length * part.Length];
        for (var at = 0; at < bytes.Length; at += part.Length)
        {
            part.CopyTo(bytes, at);
        }

        return bytes;
    }
}
