using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Limits;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Limits;

public sealed class LimitCheckTests
{
    private static readonly ImageLimits Strict =
        new() { MaxPixels = 600, MaxFrames = 4, MaxWidth = 30, MaxHeight = 30, MinWidth = 10, MinHeight = 10 };

    [Theory]
    [InlineData(20, 30, 1, 1, null)]
    [InlineData(20, 31, 1, 1, "MaxPixels 600 620")]
    [InlineData(20, 30, 5, 1, "MaxFrames 4 5")]
    [InlineData(31, 10, 1, 1, "MaxWidth 30 31")]
    [InlineData(31, 10, 1, 6, "MaxHeight 30 31")]
    [InlineData(9, 10, 1, 4, "MinWidth 10 9")]
    [InlineData(9, 10, 1, 5, "MinHeight 10 9")]
    [InlineData(0, 0, 9, 1, null)]
    [InlineData(int.MaxValue, int.MaxValue, 1, 1, "MaxPixels 600 4611686014132420609")]
    public void TheFirstBrokenLimit_IsFoundWithItsNumbers(
        int width, int height, int frames, int turned, string? expected)
    {
        var facts = new ImageFacts(ImageFormat.Png)
        {
            Width = width,
            Height = height,
            Frames = frames,
            Orientation = turned,
        };

        var broken = LimitCheck.Find(facts, Strict);

        (broken is null ? null : $"{broken.Name} {broken.Limit} {broken.Value}").Should().Be(expected);
    }

    public static TheoryData<string, byte[]> Bombs => new()
    {
        { "MaxPixels 900000000", [.. PngOf()[..16], 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, .. PngOf()[24..]] },
        { "MaxPixels 64000000", WebPOf(RiffChunk("VP8 ", 0, 0, 0, 0x9D, 1, 0x2A, 0x40, 0x1F, 0x40, 0x1F)) },
        { "MaxPixels 64000000", WebPOf(RiffChunk("VP8L", 0x2F, 0x3F, 0xDF, 0xCF, 7)) },
        { "MaxFrames 10000", GifOf([.. Enumerable.Repeat(GifFrame(1, 1), 9999)]) },
        { "MaxPixels 64000000", HeicOf(Box("ispe", 0, 0, 0, 0, 0, 0, 0x1F, 0x40, 0, 0, 0x1F, 0x40)) },
        {
            "MaxPixels 4611686014132420609",
            HeicOf(Box("ispe", [.. new byte[4], .. Enumerable.Repeat(byte.MaxValue, 8)]))
        },
        { "MaxPixels 4294836225", [0xFF, 0xD8, .. Segment(0xC0, 8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1, 0x11, 0)] },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void ABomb_IsFoundInItsHeader(string expected, byte[] file)
    {
        var broken = LimitCheck.Find(HeaderOf.Read(file).Facts, new() { MaxFrames = 1000 });

        $"{broken?.Name} {broken?.Value}".Should().Be(expected);
    }

    // Of 64 x 48 pixels, with a tile that is larger.
    private static byte[] HeicOf(byte[] tile) =>
        (new HeifFile { Properties = [Hevc.Start(64, 48), HeifFile.Size(64, 48), tile] }).ToArray();
}
