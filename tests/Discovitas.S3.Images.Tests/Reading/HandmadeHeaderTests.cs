using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Reading;

public sealed class HandmadeHeaderTests
{
    public static TheoryData<int, string> Expected => new()
    {
        { 0, "Heic 4032x3024 shown 3024x4032 turned 6 frames 1 depth 10 alpha True profile True" },
        { 1, "Avif 4032x3024 shown 3024x4032 turned 6 frames 7 depth 10 alpha True profile True" },
        { 2, "Tiff 50x60 shown 60x50 turned 6 frames 2 depth 8 alpha True profile False" },
        { 3, "Bmp 30x20 shown 30x20 turned 1 frames 1 depth 8 alpha True profile True" },
        { 4, "Jpeg 32x16 shown 16x32 turned 6 frames 1 depth 8 alpha False profile True" },
        { 5, "Png 32x16 shown 16x32 turned 6 frames 1 depth 8 alpha False profile True" },
        { 6, "Gif 32x16 shown 32x16 turned 1 frames 2 depth 8 alpha True profile False" },
        { 8, "Heic 64x48 shown 48x64 turned 6 frames 1 depth 8 alpha True profile True" },
        { 9, "Heic 64x48 shown 48x64 turned 6 frames 1 depth 8 alpha True profile True" },
        { 7, "WebP 32x16 shown 16x32 turned 6 frames 2 depth 8 alpha False profile True" },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public void AHeader_IsReadFromPiecesOfAnySize(int sample, string expected)
    {
        byte[][] samples = [.. All, .. Samples.All];
        foreach (var piece in (int[])[1, 2, 7, 100_000])
        {
            var reader = HeaderOf.Read(samples[sample], piece);

            reader.Status.Should().Be(HeaderStatus.Done, reader.Problem);
            Text(reader.Facts).Should().Be(expected);
        }
    }

    // What is shown of 64 x 48 pixels that are turned.
    [Theory]
    [InlineData(32, 1, 24, 1, "Heic 32x24 shown 24x32 turned 6")]
    [InlineData(33, 2, 24, 1, "Heic 16x24 shown 24x16 turned 6")]
    [InlineData(99, 1, 99, 1, "Heic 64x48 shown 48x64 turned 6")]
    [InlineData(32, 0, 24, 0, "Heic 64x48 shown 48x64 turned 6")]
    public void TheSizeOfACroppedHeic_IsThatWhichIsShown(
        byte width, byte widthPart, byte height, byte heightPart, string expected)
    {
        byte[] crop = [0, 0, 0, width, 0, 0, 0, widthPart, 0, 0, 0, height, 0, 0, 0, heightPart, .. new byte[16]];
        var file = new HeifFile
        {
            Properties = [Hevc.Start(64, 48), HeifFile.Size(64, 48), Box("clap", crop), Box("irot", 3)],
            Associations = [[1, 0x81, 2, 0x83, 0x84]],
        };

        var facts = HeaderOf.Read(file.ToArray()).Facts;

        Text(facts).Should().StartWith(expected);
        facts.MostPixels.Should().Be(64 * 48);
    }

    public static TheoryData<string, byte[]> Unreadable => new()
    {
        { "an unknown format", TextOf("%PDF-1.7 and more") },
        { "a JPEG without its size", JpegOf(Segment(0xC0, 8, 0, 0, 0, 32, 1, 1, 0x11, 0)) },
        { "a scan before the frame", JpegOf(Segment(0xDA, 1, 1)) },
        { "a PNG without pixels", [.. PngOf()[..16], 0, 0, 0, 0, .. PngOf()[20..]] },
        { "a WebP whose picture is larger than stated", WebPOf(RiffChunk("VP8X", new byte[10]), Lossy()) },
        { "a box in a box that is shorter", HeicOf([.. "\0\0\0\x7Fpitm"u8]) },
        { "boxes in boxes", HeicOf(Enumerable.Range(0, 9).Aggregate(new byte[8], (box, _) => Box("iprp", box))) },
        { "an item before it is told which", HeicOf(Box("iprp", Box("ipma", new byte[8]))) },
        { "a TIFF whose directory is in its header", [.. "II*\0"u8, 4, 0, 0, 0, .. new byte[9]] },
        { "a TIFF without a size", [.. "II*\0"u8, 8, 0, 0, 0, 1, 0, .. new byte[12], 0, 0, 0, 0] },
        { "a bitmap with another header", [.. "BM"u8, .. new byte[12], 13, 0, 0, 0, .. new byte[99]] },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void WhatIsNoPicture_IsUnreadableAndSaysWhy(string what, byte[] file)
    {
        var reader = HeaderOf.Read(file);

        reader.Status.Should().Be(HeaderStatus.Unreadable, what);
        reader.Problem.Should().NotBeNullOrEmpty();
        reader.Append([1, 2, 3]).Should().Be(HeaderStatus.Unreadable);
    }

    [Fact]
    public void AStatedLength_TakesNoMemory()
    {
        byte[] file = [.. PngOf()[..33], 0x7F, 0xFF, 0xFF, 0xFF, .. "iCCP"u8, .. "name\0\0"u8];
        var before = GC.GetAllocatedBytesForCurrentThread();
        HeaderOf.Read(file).Status.Should().Be(HeaderStatus.NeedMore);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().BeLessThan(100_000);
    }

    private static byte[] HeicOf(byte[] boxes) =>
        [.. Box("ftyp", TextOf("heic")), .. Box("meta", [0, 0, 0, 0, .. boxes])];

    private static string Text(ImageFacts facts) =>
        $"{facts.Format} {facts.Width}x{facts.Height} shown {facts.ShownWidth}x{facts.ShownHeight} "
        + $"turned {facts.Orientation} frames {facts.Frames} depth {facts.BitDepth} "
        + $"alpha {facts.HasAlpha} profile {facts.HasColorProfile}";
}
