using Discovitas.S3.Images.Jpeg;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Pictures that are longer than what is read at once.</summary>
public sealed class LongPictureTests
{
    private const int Length = 150_000;

    private static readonly byte[] Hidden =
        [.. Segment(0xFE, TextOf(Secret)), .. Segment(0xE1, TextOf(Secret)), 0xFF, 0xFF];

    public static TheoryData<int, int, int> Sizes => new()
    {
        { 0, 1000, 4096 }, { 0, 5000, 300_000 }, { 0, 300_000, 300_000 }, { 0, 16 * 1024, 5000 }, { 0, 4095, 1 << 16 },
        { 1, 1000, 4096 }, { 1, 5000, 300_000 }, { 1, 300_000, 300_000 }, { 1, 16 * 1024, 5000 }, { 1, 4095, 1 << 16 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task ALongPicture_StaysAsItIs_WithoutWhatFollowsIt(int format, int piece, int buffer)
    {
        var picture = format == 0 ? LongJpeg() : PngOf(Chunk("IDAT", ScanOf(Length)));
        var space = new byte[buffer];

        var cleaned = await Cleaned.FromAsync([.. picture, .. TextOf(Secret)], piece, space);

        cleaned.Should().Equal(picture);
        space.AsSpan().IndexOf(TextOf(Secret)).Should().Be(-1, "nothing that was read too much stays there");
    }

    // What is behind a scan is moved over what was left out there, in the memory of the caller.
    [Theory]
    [InlineData(300_000, 300_000)]
    [InlineData(1 << 20, 1 << 20)]
    [InlineData(70_000, 1 << 20)]
    [InlineData(1 << 20, 5000)]
    public async Task WhatStandsBetweenScans_IsLeftOut(int piece, int buffer)
    {
        var cleaned = await Cleaned.FromAsync(LongJpeg(Hidden), piece, new byte[buffer]);

        cleaned.Should().Equal(LongJpeg());
    }

    // The second piece ends at each place around what is left out; the first one is what is read ahead.
    [Fact]
    public async Task WhatStandsBetweenScans_CanBeReadInTwoPieces()
    {
        var jpeg = Enumerable.Range(0, 9)
            .Select(length => (byte[])[0xFF, 0xD8, .. Segment(0xFE, new byte[length]), .. LongJpeg(Hidden)[2..]])
            .First(file => file[SourceBuffer.Size - 1] != 0xFF);
        var start = jpeg.AsSpan().IndexOf(Hidden) - SourceBuffer.Size;
        var space = new byte[1 << 20];
        for (var end = -2; end < Hidden.Length + 20; end++)
        {
            (await Cleaned.FromAsync(jpeg, start + end, space)).Should().Equal(LongJpeg(), "{0}", end);
        }
    }

    [Fact]
    public void NoVectors_AreSkippedThatHaveAMarker()
    {
        for (var at = 0; at < 400; at++)
        {
            byte[] bytes = [.. ScanOf(at), 0xFF, 0xC4, .. ScanOf(400)];

            ScanData.SkipVectors(bytes).Should().BeInRange(at - 64, at);
            ScanData.SkipWideVectors(bytes).Should().BeInRange(at - 64, at);
        }
    }

    [Theory]
    [InlineData(0x00, false)]
    [InlineData(0xD0, false)]
    [InlineData(0xD7, false)]
    [InlineData(0xD8, true)]
    [InlineData(0xCF, true)]
    [InlineData(0xFF, true)]
    [InlineData(0x01, true)]
    public void AMarker_IsFoundWhereverItStands(byte second, bool isMarker)
    {
        for (var length = 2; length < 150; length++)
        {
            for (var at = 0; at < length - 1; at++)
            {
                var bytes = new byte[length];
                (bytes[at], bytes[at + 1]) = (0xFF, second);

                ScanData.IndexOfEnd(bytes, out var isFound).Should().Be(isMarker ? at : length);
                isFound.Should().Be(isMarker);
            }

            byte[] last = [.. new byte[length - 1], 0xFF];
            ScanData.IndexOfEnd(last, out var isLastFound).Should().Be(length - 1, "its second byte is missing");
            isLastFound.Should().BeFalse();
        }
    }

    // Two scans, so that the first one ends in the middle of what was read.
    private static byte[] LongJpeg(params byte[] between) =>
    [
        0xFF, 0xD8, .. Segment(0xC2, 8, 0, 16, 0, 32, 1, 1, 0x11, 0),
        .. Segment(0xDA, 1, 1, 0, 0, 0, 0), .. ScanOf(Length),
        .. between, .. Segment(0xDA, 1, 1, 0, 1, 63, 0), .. ScanOf(Length), 0xFF, 0xD9,
    ];

    private static byte[] ScanOf(int length) => [.. Enumerable.Range(0, length).Select(i => Scan[i % Scan.Length])];
}
