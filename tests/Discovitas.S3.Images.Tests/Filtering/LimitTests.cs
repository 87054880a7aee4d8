using Amazon.S3;
using Moq;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.TestSupport.TestBytes;

namespace Discovitas.S3.Images.Tests.Filtering;

/// <summary>Pictures that are over a limit are not stored, and the sender learns by how much.</summary>
public sealed class LimitTests
{
    // Their pixels are 32 x 16, and shown as 16 x 32.
    private static readonly byte[] Jpeg = JpegOf(JpegExif(6));
    private static readonly byte[] WebP =
        WebPOf(Extended(8), Lossy(), RiffChunk("JUNK", new byte[40_000]), RiffChunk("EXIF", ExifOf(6)));

    public static TheoryData<byte[], ImageOptions, string> OverALimit => new()
    {
        { PngOf(), new() { MaxPixels = 511 }, "ImageTooLarge: 511 pixels, 32 × 16 = 512 pixels" },
        { PngWithFrames(9), new() { MaxFrames = 8 }, "ImageTooLarge: 8 frames, 9 frames" },
        { GifWithFrames(9), new() { MaxFrames = 8 }, "ImageTooLarge: 8 frames, 9 frames" },
        { PngWithFrames(9), Total(4607), "ImageTooLarge: 4607 pixels in all frames, 32 × 16 × 9 frames = 4608 pixels" },
        { GifWithFrames(9), Total(4607), "ImageTooLarge: 4607 pixels in all frames, 32 × 16 × 9 frames = 4608 pixels" },
        { WebPOfFrames(9), Total(4607), "ImageTooLarge: 4607 pixels in all frames, 32 × 16 × 9 frames = 4608 pixels" },
        { HeaderSamples.Tiff, Total(3199), "ImageTooLarge: 3199 pixels in all frames, 3200 pixels in 2 frames" },
        {
            HeaderSamples.Sequence,
            Total(9),
            "ImageTooLarge: 9 pixels in all frames, 4032 × 3024 × 7 frames = 85349376 pixels"
        },
        { Jpeg, Total(511), "ImageTooLarge: 511 pixels in all frames, 32 × 16 = 512 pixels" },
        { Jpeg, new() { MaxWidth = 15 }, "ImageTooLarge: 15 pixels in width, 16 pixels in width" },
        { Jpeg, new() { MaxHeight = 31 }, "ImageTooLarge: 31 pixels in height, 32 pixels in height" },
        { WebP, new() { MaxHeight = 31 }, "ImageTooLarge: 31 pixels in height, 32 pixels in height" },
        { Jpeg, new() { MinWidth = 17 }, "ImageTooSmall: 17 pixels in width, 16 pixels in width" },
        { WebP, new() { MinWidth = 17 }, "ImageTooSmall: 17 pixels in width, 16 pixels in width" },
        { Jpeg, new() { MinHeight = 33 }, "ImageTooSmall: 33 pixels in height, 32 pixels in height" },
        { GifOf(GifFrame(99, 9)), new() { MaxWidth = 98 }, "ImageTooLarge: 98 pixels in width, 99 pixels in width" },
    };

    [Theory]
    [MemberData(nameof(OverALimit))]
    public async Task APictureOverALimit_IsNotStored(byte[] picture, ImageOptions options, string expected)
    {
        await using var store = await ImageStore.BuildAsync(one => one.AddContentFilter(_ => new ImageFilter(options)));

        var rejection = await store.ShouldRejectAsync(
            () => store.StoreAsync(picture), Enum.Parse<UploadRejectionReason>(expected.Split(':')[0]));

        $"{rejection.Reason}: {rejection.Limit}, {rejection.Found}".Should().Be(expected);
        rejection.Message.Should().Contain(rejection.Limit).And.Contain(rejection.Found);
    }

    [Theory]
    [InlineData(1000, true)]
    [InlineData(1001, false)]
    public async Task WithoutOptions_AnAnimationHasAtMost1000Frames(int frames, bool isStored)
    {
        await using var store = await ImageStore.OpenAsync();

        var storing = () => store.StoreAsync(GifWithFrames(frames));

        await ShouldBeStoredAsync(store, storing, isStored);
    }

    // Decoders go back in a file, and find there as many pages as its bytes have room for.
    [Theory]
    [InlineData(UnsupportedImages.Reject, 1000, null, false)]
    [InlineData(UnsupportedImages.Reject, null, 4000L, false)]
    [InlineData(UnsupportedImages.Reject, null, null, true)]
    [InlineData(UnsupportedImages.Pass, 1000, 4000L, true)]
    public async Task PagesThatCannotBeCounted_AreNotSupported_WhereTheyAreLimited(
        UnsupportedImages onUnsupported, int? frames, long? pixels, bool isStored)
    {
        await using var store = await ImageStore.OpenAsync(options =>
        {
            (options.OnUnsupported, options.RemoveMetadata) = (onUnsupported, false);
            (options.MaxFrames, options.MaxTotalPixels) = (frames, pixels);
        });

        var storing = () => store.StoreAsync(HeaderSamples.TiffOfUnknownPages, "image/tiff");

        if (isStored)
        {
            (await storing()).Image!.Frames.Should().Be(2);
        }
        else
        {
            var rejection = await store.ShouldRejectAsync(storing, UploadRejectionReason.ImageNotSupported);
            rejection.Message.Should().Contain("pages").And.Contain("cannot be counted");
        }
    }

    [Theory]
    [InlineData(250, true)]
    [InlineData(251, false)]
    public async Task WithoutOptions_AllFramesHaveAtMost250MillionPixels(int frames, bool isStored)
    {
        await using var store = await ImageStore.OpenAsync();
        var picture = GifWithFrames(frames);
        (picture[6], picture[7], picture[8], picture[9]) = (0xE8, 0x03, 0xE8, 0x03);

        var storing = () => store.StoreAsync(picture);

        await ShouldBeStoredAsync(store, storing, isStored, width: 1000);
    }

    [Fact]
    public async Task APictureAtItsLimits_IsStored()
    {
        await using var store = await ImageStore.OpenAsync(options =>
        {
            options.MaxPixels = 512;
            options.MaxFrames = 1;
            options.MaxTotalPixels = 512;
            (options.MaxWidth, options.MaxHeight) = (16, 32);
            (options.MinWidth, options.MinHeight) = (16, 32);
        });

        foreach (var picture in new[] { Jpeg, WebP })
        {
            (await store.StoreAsync(picture)).Image.Should().NotBeNull();
        }
    }

    public static TheoryData<byte[], string> Bombs => new()
    {
        {
            [.. PngOf()[..16], 0, 0, 0x75, 0x30, 0, 0, 0x75, 0x30, .. PngOf()[24..]],
            "30000 × 30000 = 900000000 pixels"
        },
        { WebPOf(RiffChunk("VP8 ", 0, 0, 0, 0x9D, 1, 0x2A, 0x40, 0x1F, 0x40, 0x1F)), "8000 × 8000 = 64000000 pixels" },
        { GifWithFrames(10_000), "at least 1091 frames" },
        { [.. Support.Bombs.PngOfFrames(7000)[..1000]], "7000 × 7000 × 900 frames = 44100000000 pixels" },
        { Support.Bombs.GifOfFrames(7000), "7000 × 7000 × 900 frames = 44100000000 pixels" },
        { [.. Support.Bombs.GifOfFrames(7000)[..110]], "at least 7000 × 7000 × 6 frames = 294000000 pixels" },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public async Task ABomb_IsRejectedBeforeItsFirstByte(byte[] start, string found)
    {
        var source = new MemoryStream([.. start, .. new byte[MiB]]);
        await using var stored = new ImageFilter(new() { MaxFrames = 1000 }).Filter(File(), source);

        foreach (var attempt in new[] { "the first", "another" })
        {
            (await stored.Awaiting(stream => stream.ReadAsync(new byte[1]).AsTask())
                .Should().ThrowAsync<UploadRejectedException>(attempt)).Which.Found.Should().Be(found);
        }

        source.Position.Should().BeLessThanOrEqualTo(32 * 1024);
    }

    [Fact]
    public async Task ABomb_MakesNoRequest()
    {
        var client = new Mock<IAmazonS3>();
        var settings = new S3Settings { Bucket = "pictures", Region = "eu-west-1" };
        var extensions = new S3Extensions { Filters = [new ImageFilter(new() { MaxPixels = 511 })] };
        var service = new S3Service(client.Object, settings, extensions);
        client.Invocations.Clear();

        await service.Invoking(s => s.StoreAsync(new("a.png", "image/png", PngOf())))
            .Should().ThrowAsync<UploadRejectedException>();

        client.Invocations.Select(call => call.Method.Name).Should().NotContainMatch("*Async");
    }

    [Theory]
    [InlineData(300_000)]
    [InlineData(7 * MiB)]
    public async Task APictureWhoseSizeIsFarInIt_IsRejectedWhenItIsRead_AndNothingIsLeft(int before)
    {
        await using var store = await ImageStore.OpenAsync(options => options.MaxPixels = 511);
        var segments = Enumerable.Repeat(Segment(0xED, new byte[50_000]), before / 50_000);
        byte[] picture = [.. JpegOf([.. segments]), .. new byte[MiB]];

        await store.ShouldRejectAsync(() => store.StoreAsync(picture), UploadRejectionReason.ImageTooLarge);
    }

    [Theory]
    [InlineData(512, 1000, true)]
    [InlineData(511, 1000, false)]
    [InlineData(1000, 511, false)]
    [InlineData(null, 511, false)]
    [InlineData(null, 512, true)]
    public async Task TheRulesOfAnUpload_NarrowThoseOfTheStore_AndNeverWidenThem(int? own, int ofStore, bool isStored)
    {
        await using var store = await ImageStore.OpenAsync(options => options.MaxPixels = ofStore);

        var storing = () => store.StoreAsync(PngOf(), "image/png", new ImageRules { MaxPixels = own });

        await ShouldBeStoredAsync(store, storing, isStored);
    }

    [Theory]
    [InlineData(512L, 1000L, true)]
    [InlineData(511L, 1000L, false)]
    [InlineData(1000L, 511L, false)]
    [InlineData(null, 511L, false)]
    [InlineData(511L, null, false)]
    [InlineData(512L, null, true)]
    [InlineData(null, null, true)]
    public async Task TheRulesOfAnUpload_NarrowTheLimitOfAllFrames(long? own, long? ofStore, bool isStored)
    {
        await using var store = await ImageStore.OpenAsync(options => options.MaxTotalPixels = ofStore);

        var storing = () => store.StoreAsync(PngOf(), "image/png", new ImageRules { MaxTotalPixels = own });

        await ShouldBeStoredAsync(store, storing, isStored);
    }

    [Theory]
    [InlineData(false, false, false)]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    public async Task MetadataIsRemoved_IfTheStoreOrTheUploadSaysSo(bool ofStore, bool own, bool isCleaned)
    {
        await using var store = await ImageStore.OpenAsync(options => options.RemoveMetadata = ofStore);

        var file = await store.StoreAsync(Jpeg, rules: new ImageRules { RemoveMetadata = own });

        file.Image!.IsCleaned.Should().Be(isCleaned);
        (await store.ReadAsync(file.Key)).Length.Should().Be(isCleaned ? Jpeg.Length - TextInExif : Jpeg.Length);
    }

    [Fact]
    public async Task RulesForPictures_WithoutAFilter_AreAnError()
    {
        await using var store = await ImageStore.BuildAsync(_ => { });

        (await store.Awaiting(one => one.StoreAsync(Jpeg, rules: new())).Should()
            .ThrowAsync<InvalidOperationException>()).Which.Message.Should().Contain("AddImages()");

        (await store.LeftAsync()).Should().BeEmpty();
    }

    // What is left of EXIF data is the orientation alone.
    private const int TextInExif = 23;

    private static async Task ShouldBeStoredAsync(
        ImageStore store, Func<Task<StoredFile>> storing, bool isStored, int width = 32)
    {
        if (isStored)
        {
            (await storing()).Image!.Width.Should().Be(width);
        }
        else
        {
            await store.ShouldRejectAsync(storing, UploadRejectionReason.ImageTooLarge);
        }
    }

    // TIFF and sequences are not cleaned.
    private static ImageOptions Total(long pixels) => new() { MaxTotalPixels = pixels, RemoveMetadata = false };

    private static FilteredFile File() => new() { ContentType = "image/png" };

    private static byte[] GifWithFrames(int frames) => GifOf([.. Enumerable.Repeat(GifFrame(1, 1), frames - 1)]);

    private static byte[] PngWithFrames(byte frames) => PngOf(Animation(frames));

    private static byte[] WebPOfFrames(int frames) =>
        WebPOf([Extended(2), RiffChunk("ANIM", new byte[6]), .. Enumerable.Repeat(Frame(Lossy()), frames)]);
}
