using System.Text;
using Discovitas.S3.Images.Facts;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Cleaning;

/// <summary>Files that no program at hand writes.</summary>
public sealed class HandmadeTests
{
    public static TheoryData<int> EachSample => [0, 1, 2, 3, 4, 5];

    [Theory]
    [MemberData(nameof(EachSample))]
    public async Task AFullFile_IsCleaned(int sample)
    {
        var file = Samples.All[sample];
        Scanner.Find(file).Should().NotBeEmpty();

        var cleaned = await Cleaned.FromAsync(file);

        Scanner.Find(cleaned).Should().BeEmpty();
        Encoding.Latin1.GetString(cleaned).Should().NotContain(Secret);
        HeaderOf.Read(cleaned).Facts.Should().Be(HeaderOf.Read(file).Facts);
        (await Cleaned.FromAsync(cleaned, piece: 3, buffer: 1)).Should().Equal(cleaned);
    }

    [Theory]
    [MemberData(nameof(EachSample))]
    public async Task AFileThatEndsEarly_IsRejected(int sample)
    {
        var file = Samples.All[sample];
        var end = sample < 4
            ? file.AsSpan().LastIndexOf(sample == 0 ? TextOf("ftyp") : TextOf(Secret))
            : (await Cleaned.FromAsync(file)).Length;
        foreach (var length in Enumerable.Range(12, end - 12).Where(length => !Samples.MayEnd(file, length)))
        {
            var cut = file[..length];
            await Awaiting(() => Cleaned.FromAsync(cut)).Should().ThrowAsync<BrokenImageException>();
        }
    }

    [Fact]
    public async Task AJpegsScan_StaysAsItIs()
    {
        var cleaned = await Cleaned.FromAsync(JpegOf(Segment(0xFE, Secret)));

        cleaned.Should().Equal(JpegOf());
    }

    [Fact]
    public async Task OfTheSegmentsOfAJpeg_TheNeededOnesStay() =>
        (await Cleaned.FromAsync(JpegOf(
            Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]),
            JpegExif(6),
            Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 2, .. TextOf(Secret)]))))
        .Should().Equal(JpegOf(
            Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 0, 0]),
            Segment(0xE1, TextOf("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0")),
            Segment(0xEE, [.. "Adobe"u8, 0, 100, 0, 0, 0, 0, 2])));

    [Fact]
    public async Task APicture_ThatIsNotTurned_HasNoExif()
    {
        (await Cleaned.FromAsync(JpegOf(JpegExif(1)))).Should().Equal(JpegOf());
        (await Cleaned.FromAsync(PngOf(Chunk("eXIf", ExifOf(9))))).Should().Equal(PngOf());
    }

    [Fact]
    public async Task TheLoopOfAGif_Stays() =>
        (await Cleaned.FromAsync(GifOf(
            Extension(0xFF, TextOf("ANIMEXTS1.0"), TextOf(Secret), [1, 3, 0]),
            Extension(0xF9, [1, 10, 0, 0]),
            Extension(0xFE, TextOf(Secret)))))
        .Should().Equal(GifOf(Extension(0xFF, TextOf("NETSCAPE2.0"), [1, 3, 0]), Extension(0xF9, [1, 10, 0, 0])));

    [Theory]
    [InlineData(1)]
    [InlineData(4096)]
    public async Task AGif_ThatEndsBehindABlock_GetsItsTrailer(int piece)
    {
        var file = GifOf(Extension(0xF9, [1, 10, 0, 0]));

        (await Cleaned.FromAsync(file[..^1], piece, piece)).Should().Equal(file);
        (await Cleaned.FromAsync([.. file[..^1], .. Extension(0xFE, TextOf(Secret))], piece)).Should().Equal(file);
    }

    [Fact]
    public async Task TheTimingOfAGif_StaysWhenPlainTextGoes() =>
        (await Cleaned.FromAsync(GifOf(Extension(0xF9, [1, 10, 0, 0]), Extension(0x01, TextOf(Secret)))))
        .Should().Equal(GifOf(Extension(0xF9, [1, 10, 0, 0])));

    [Theory]
    [InlineData("XMP ")]
    [InlineData("EXIF")]
    public async Task AWebPsChunk_OfMoreBytesThanThereAre_IsNotFilledUp(string type)
    {
        byte[] file =
        [
            .. "RIFF"u8, 0xFE, 0xFF, 0xFF, 0xFF, .. "WEBP"u8, .. Extended(0x0C), .. Lossy(),
            .. TextOf(type), 0, 0, 0, 0xF0, 1, 2,
        ];
        await using var stream = new CleanedImageStream(new MemoryStream(file), UnsupportedImages.Reject);
        using var cleaned = new MemoryStream(new byte[file.Length]);

        await Awaiting(() => stream.CopyToAsync(cleaned)).Should().ThrowAsync<BrokenImageException>();
    }

    [Fact]
    public async Task AWebP_IsAsLongAsBefore()
    {
        var cleaned = await Cleaned.FromAsync(Samples.FullWebP);

        cleaned.Should().HaveCount(Samples.FullWebP.Length - Secret.Length);
        cleaned[20].Should().Be(0x2A, "only the flag of XMP is cleared");
    }

    public static TheoryData<string, byte[]> BrokenFiles => new()
    {
        { "a segment of 1 byte", JpegOf([0xFF, 0xFE, 0, 1]) },
        { "no marker", JpegOf(Segment(0xFE, 1), [0x12, 0x34]) },
        { "a second start", JpegOf([0xFF, 0xD8]) },
        { "a reserved marker", JpegOf(Segment(0x02, 1, 2)) },
        { "a marker of JPEG-LS", JpegOf(Segment(0xF7, 1, 2)) },
        { "a second frame", JpegOf(Segment(0xC0, 8, 0, 16, 0, 32, 1, 1, 0x11, 0)) },
        { "a frame with other components", JpegOf(Segment(0xC0, 8, 0, 16, 0, 32, 3, 1, 0x11, 0)) },
        { "a scan before the frame", JpegOf(Segment(0xDA, 1, 1, 0, 0, 63, 0)) },
        { "an end before the frame", JpegOf([0xFF, 0xD9]) },
        { "a profile without its second part", JpegOf(ProfilePart(1, 2, ProfileSample.Bytes)) },
        { "a profile that begins with its second part", JpegOf(ProfilePart(2, 2, new byte[200])) },
        { "a profile that is none", JpegOf(ProfilePart(1, 1, new byte[200])) },
        { "a second header", PngOf(Chunk("IHDR", new byte[13])) },
        { "an unknown critical chunk", PngOf(Chunk("CgBI", 1, 2)) },
        { "a type that is no text", PngOf(Chunk("te\0t", 1, 2)) },
        { "a chunk that hides something", PngOf(Chunk("gAMA", TextOf(Secret))) },
        { "an end before the picture", PngOf(Chunk("IEND")) },
        { "a profile that is not compressed", PngOf(Chunk("iCCP", TextOf("name\0\0plain"))) },
        { "a profile with a dictionary", PngOf(Chunk("iCCP", [.. "name\0\0"u8, 0x78, 0x20, 0, 0, 0, 1, 1, 2])) },
        { "a profile that unfolds", PngOf(Chunk("iCCP", [.. "name\0\0"u8, .. ZLib(new byte[5_000_000])])) },
        { "an unknown block", GifOf([0x55]) },
        { "a control of 5 bytes", GifOf(Extension(0xF9, new byte[5])) },
        { "two controls in one", GifOf(Extension(0xF9, new byte[4], new byte[4])) },
        { "no picture in a WebP", WebPOf(Extended(0)) },
        { "another first chunk", WebPOf(RiffChunk("XMP ", 1, 2), Lossy()) },
        { "a second first chunk", WebPOf(Extended(0), Extended(0), Lossy()) },
        { "a frame in a frame", WebPOf(Extended(2), Frame(Frame(Lossy()))) },
        { "a chunk beyond its frame", WebPOf(Extended(2), Frame([.. "VP8 "u8, 200, 0, 0, 0, 1, 2])) },
        { "a chunk beyond its file", WebPOf([.. "VP8 "u8, 0xFF, 0xFF, 0xFF, 0xFF, 1, 2]) },
    };

    [Theory]
    [MemberData(nameof(BrokenFiles))]
    public async Task ABrokenFile_IsRejectedWithARule(string rule, byte[] file)
    {
        var rejection = await Awaiting(() => Cleaned.FromAsync(file)).Should().ThrowAsync<BrokenImageException>(rule);

        rejection.Which.Message.Should().StartWith("The file begins as ").And.EndWith(" with an image editor.");
        HeaderOf.Read(file).Status.Should().BeOneOf(HeaderStatus.Done, HeaderStatus.Unreadable, HeaderStatus.NeedMore);
    }

    [Fact]
    public async Task AnotherFormat_IsRejectedBeforeTheFirstByte()
    {
        var rejection = await Awaiting(() => Cleaned.FromAsync("BM and a bitmap"u8.ToArray()))
            .Should().ThrowAsync<UnsupportedImageException>();

        rejection.Which.Format.Should().Be(ImageFormat.Bmp);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("short", false)]
    [InlineData("BM and a bitmap", false)]
    [InlineData("\0\0\0\u0010ftypisom and more", false)]
    public async Task AnotherFormat_PassesByChoice_AndThatIsTold(string text, bool isCleaned)
    {
        await using var stream = new CleanedImageStream(new PiecesStream(TextOf(text), 3), UnsupportedImages.Pass);
        using var passed = new MemoryStream();
        await stream.CopyToAsync(passed);

        passed.ToArray().Should().Equal(TextOf(text));
        stream.IsCleaned.Should().Be(isCleaned);
    }

    [Fact]
    public async Task AfterARejection_EveryReadFails()
    {
        var file = JpegOf(Segment(0xFE, 1), [0x12, 0x34]);
        await using var stream = new CleanedImageStream(new MemoryStream(file), UnsupportedImages.Pass);
        var buffer = new byte[2];
        (await stream.ReadAsync(buffer)).Should().Be(2);

        for (var i = 0; i < 2; i++)
        {
            await Awaiting(async () => _ = await stream.ReadAsync(buffer)).Should().ThrowAsync<BrokenImageException>();
        }
    }

    private static Func<Task> Awaiting(Func<Task> action) => action;
}
