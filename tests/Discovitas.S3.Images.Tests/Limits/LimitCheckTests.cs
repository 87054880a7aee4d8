using Discovitas.S3.Images.Facts;
using Discovitas.S3.Images.Limits;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Limits;

public sealed class LimitCheckTests
{
    private static readonly ImageLimits Strict =
        new()
        {
            MaxPixels = 600,
            MaxFrames = 4,
            MaxTotalPixels = 1800,
            MaxWidth = 30,
            MaxHeight = 30,
            MinWidth = 10,
            MinHeight = 10,
        };

    [Theory]
    [InlineData(20, 30, 1, 1, null)]
    [InlineData(20, 31, 1, 1, "MaxPixels 600 620")]
    [InlineData(20, 30, 5, 1, "MaxFrames 4 5")]
    [InlineData(20, 30, 3, 1, null)]
    [InlineData(20, 30, 4, 1, "MaxTotalPixels 1800 2400")]
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

    [Fact]
    public void TheLargestNumbers_AreMultipliedAsTheyAre()
    {
        var facts = new ImageFacts(ImageFormat.Png)
        {
            Width = int.MaxValue,
            Height = int.MaxValue,
            Frames = int.MaxValue,
        };
        var limits = new ImageLimits { MaxPixels = long.MaxValue, MaxTotalPixels = long.MaxValue };

        Shown(LimitCheck.Find(facts, limits)).Should().Be("MaxTotalPixels 9903520300447984150353281023");
    }

    // Whatever is said of frames, pages and items, in the formats that say it, and the least of bytes.
    public static TheoryData<string, byte[]> Totals => new()
    {
        { "MaxTotalPixels 1536", PngOf(Animation(3)) },
        { "MaxTotalPixels 1099511627264", PngOf(Chunk("acTL", 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0)) },
        { "MaxTotalPixels 1536", GifOf(GifFrame(1, 1), GifFrame(1, 1)) },
        { "MaxTotalPixels 3072", GifOf(GifFrame(64, 16), GifFrame(1, 1)) },
        { "MaxTotalPixels 1536", WebPOf([Extended(2), .. Enumerable.Repeat(Frame(Lossy()), 3)]) },
        { "MaxTotalPixels 85349376", Sequence },
        { "MaxTotalPixels 98000000", SequenceOf([0, 0, 0, 2], SampleEntry(7000, 7000)) },
        { "MaxTotalPixels 24385536", SequenceOf([0, 0, 0, 2], Box("stsd", 0, 0, 0, 0, 0, 0, 0, 0)) },
        { "MaxTotalPixels 26183769891664896", SequenceOf([0xFF, 0xFF, 0xFF, 0xFF], SampleEntry(64, 48)) },
        { "MaxTotalPixels 3200", HeaderSamples.Tiff },
        { "MaxTotalPixels 14", BombsOf(1, 3, 2) },
        { "MaxTotalPixels 4000", TiffOfUnknownPages },
        { "MaxTotalPixels 13835058042397261827", BombsOf(int.MaxValue, int.MaxValue, int.MaxValue) },
    };

    [Theory]
    [MemberData(nameof(Totals))]
    public void AllFrames_AreCountedWithTheirPixels(string expected, byte[] file)
    {
        var facts = HeaderOf.Read(file).Facts;
        var most = (long)Int128.Min(facts.TotalPixels, long.MaxValue);
        ImageLimits Limits(long total) => new() { MaxPixels = long.MaxValue, MaxTotalPixels = total };

        Shown(LimitCheck.Find(facts, Limits(most - 1))).Should().Be(expected);
        Shown(LimitCheck.Find(facts, Limits(most)))
            .Should().Be(facts.TotalPixels > long.MaxValue ? expected : " ");
    }

    // A limit that is broken early must be broken at the end: the second page of a TIFF may be small.
    [Theory]
    [MemberData(nameof(Totals))]
    public void NothingIsCountedTooEarly(string expected, byte[] file)
    {
        var all = HeaderOf.Read(file).Facts.TotalPixels;
        var reader = new ImageHeaderReader();
        foreach (var part in file)
        {
            reader.Append([part]);
            reader.Facts.TotalPixels.Should().BeLessThanOrEqualTo(all);
        }

        expected.Should().EndWith($" {all}");
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

        Shown(broken).Should().Be(expected);
    }

    private static string Shown(BrokenLimit? broken) => $"{broken?.Name} {broken?.Value}";

    private static byte[] BombsOf(params int[] pages) => Support.Bombs.TiffOfPages(pages);

    // Of 64 x 48 pixels, with a tile that is larger.
    private static byte[] HeicOf(byte[] tile) =>
        (new HeifFile { Properties = [Hevc.Start(64, 48), HeifFile.Size(64, 48), tile] }).ToArray();
}
