using System.Text;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Filtering;

/// <summary>What cannot be checked or cleaned is rejected, or passes where the app has chosen so.</summary>
public sealed class UnsupportedTests
{
    private const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

    [Theory]
    [InlineData(Svg, "image/svg+xml")]
    [InlineData("no picture", "IMAGE/jpeg")]
    public async Task BytesOfNoKnownFormat_SentAsAPicture_AreRejectedOrPass(string text, string type)
    {
        var bytes = Encoding.Latin1.GetBytes(text);
        await using var store = await ImageStore.OpenAsync();
        await using var passing = await ImageStore.OpenAsync(options => options.OnUnsupported = UnsupportedImages.Pass);

        var rejection = await store.ShouldRejectAsync(
            () => store.StoreAsync(bytes, type), UploadRejectionReason.ImageNotSupported);
        var file = await passing.StoreAsync(bytes, type);

        rejection.Message.Should().Be(
            $"The file was sent as {type.ToLowerInvariant()}, but its bytes are of no picture format that is accepted. "
            + "Send the picture as JPEG, PNG, GIF, WebP, HEIC or AVIF.");
        file.Image.Should().BeNull();
        (await passing.ReadAsync(file.Key)).Should().Equal(bytes);
    }

    [Fact]
    public async Task AFormatThatIsNotCleaned_IsRejectedOrPasses()
    {
        await using var store = await ImageStore.OpenAsync();
        await using var passing = await ImageStore.OpenAsync(options => options.OnUnsupported = UnsupportedImages.Pass);
        await using var keeping = await ImageStore.OpenAsync(options => options.RemoveMetadata = false);

        var rejection = await store.ShouldRejectAsync(
            () => store.StoreAsync(HeaderSamples.Bitmap, "text/plain"), UploadRejectionReason.ImageNotSupported);

        rejection.Message.Should().EndWith(
            "not possible for BMP. Send the picture as JPEG, PNG, GIF, WebP, HEIC or AVIF.");
        rejection.Found.Should().Be("image/bmp");
        foreach (var other in new[] { passing, keeping })
        {
            var file = await other.StoreAsync(HeaderSamples.Bitmap, "text/plain");
            (file.Image!.ContentType, file.Image.Width, file.Image.IsCleaned).Should().Be(("image/bmp", 30, false));
            (await other.ReadAsync(file.Key)).Should().Equal(HeaderSamples.Bitmap);
        }
    }

    [Fact]
    public async Task AKindOfAFormatThatIsNotCleaned_IsRejectedOrPasses()
    {
        await using var store = await ImageStore.OpenAsync();
        await using var passing = await ImageStore.OpenAsync(options => options.OnUnsupported = UnsupportedImages.Pass);

        var rejection = await store.ShouldRejectAsync(
            () => store.StoreAsync(HeaderSamples.Sequence, "image/avif"), UploadRejectionReason.ImageNotSupported);
        var file = await passing.StoreAsync(HeaderSamples.Sequence, "image/avif");
        var cleaned = await passing.StoreAsync(Samples.FullJpeg);

        rejection.Message.Should().Contain("not possible for this AVIF: ")
            .And.EndWith(". Send the picture as JPEG or PNG.");
        (file.Image!.ContentType, file.Image.Frames, file.Image.IsCleaned).Should().Be(("image/avif", 7, false));
        (await passing.ReadAsync(file.Key)).Should().Equal(HeaderSamples.Sequence);
        cleaned.Image!.IsCleaned.Should().BeTrue();
    }

    [Fact]
    public async Task AFormatThatIsNotCleaned_IsHeldAgainstLimits_AlsoWhereItPasses()
    {
        await using var store = await ImageStore.OpenAsync(options =>
        {
            options.OnUnsupported = UnsupportedImages.Pass;
            options.MaxWidth = 29;
        });

        await store.ShouldRejectAsync(
            () => store.StoreAsync(HeaderSamples.Bitmap), UploadRejectionReason.ImageTooLarge);
    }

    public static TheoryData<string, byte[], string> Broken => new()
    {
        { "a header that is not as it should be", PngOf(Chunk("acTL", 1)), "*an acTL chunk has 8 bytes*" },
        { "a header that ends too early", PngOf()[..20], "The file *" },
        { "a signature alone", [.. "GIF89a"u8], "The file *" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task ABrokenPicture_PassesOnlyWhereMetadataStaysAndAnyPictureMay(
        string what, byte[] picture, string message)
    {
        foreach (var (removes, passes) in new[] { (true, true), (true, false), (false, false) })
        {
            await using var store = await OpenAsync(removes, passes);
            (await store.ShouldRejectAsync(() => store.StoreAsync(picture), UploadRejectionReason.InvalidImage))
                .Message.Should().Match(message, what);
        }

        await using var last = await OpenAsync(removes: false, passes: true);
        (await last.StoreAsync(picture)).Image.Should().BeNull(what);
    }

    [Fact]
    public async Task APictureWithoutItsEnd_IsDescribed_WhereMetadataStays()
    {
        await using var store = await OpenAsync(removes: false, passes: false);

        var file = await store.StoreAsync(Samples.FullGif[..^(Secret.Length + 1)]);

        file.Image!.Frames.Should().Be(2);
    }

    [Fact]
    public async Task ABrokenPictureThatPasses_IsHeldAgainstLimits_AsFarAsItIsRead()
    {
        await using var store = await ImageStore.OpenAsync(options =>
        {
            (options.RemoveMetadata, options.OnUnsupported) = (false, UnsupportedImages.Pass);
            options.MinWidth = 33;
        });

        await store.ShouldRejectAsync(
            () => store.StoreAsync(PngOf(Chunk("acTL", 1))), UploadRejectionReason.ImageTooSmall);
    }

    private static Task<ImageStore> OpenAsync(bool removes, bool passes) => ImageStore.OpenAsync(options =>
    {
        options.RemoveMetadata = removes;
        options.OnUnsupported = passes ? UnsupportedImages.Pass : UnsupportedImages.Reject;
    });
}
