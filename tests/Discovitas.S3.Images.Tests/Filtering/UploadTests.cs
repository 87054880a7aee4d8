using System.Text;
using Discovitas.S3.TestSupport.Http;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.TestSupport.TestBytes;

namespace Discovitas.S3.Images.Tests.Filtering;

/// <summary>Pictures on their whole way into a store.</summary>
public sealed class UploadTests
{
    public static TheoryData<int, string, string> Pictures => new()
    {
        { 0, "image/jpeg", "16x32 turned 6, 1 frame, 8 bits, profile" },
        { 1, "image/png", "16x32 turned 6, 1 frame, 8 bits, profile" },
        { 2, "image/gif", "32x16 turned 1, 2 frames, 8 bits, alpha" },
        { 3, "image/webp", "16x32 turned 6, 2 frames, 8 bits, profile" },
        { 4, "image/heic", "48x64 turned 6, 1 frame, 8 bits, alpha, profile" },
    };

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task APicture_IsStoredClean_AndDescribed(int sample, string type, string described)
    {
        await using var store = await ImageStore.OpenAsync();

        var file = await store.StoreAsync(Samples.All[sample], type);

        TextOf(file.Image).Should().Be($"{type}, {described}, cleaned");
        await ShouldBeCleanAsync(store, file, Samples.All[sample]);
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public async Task APicture_IsStoredAsItIs_WhereMetadataStays(int sample, string type, string described)
    {
        await using var store = await ImageStore.OpenAsync(options => options.RemoveMetadata = false);

        var file = await store.StoreAsync(Samples.All[sample], type);

        TextOf(file.Image).Should().Be($"{type}, {described}");
        (await store.ReadAsync(file.Key)).Should().Equal(Samples.All[sample]);
    }

    [Fact]
    public async Task APicture_SentAsSomethingElse_IsCleanedAllTheSame()
    {
        await using var store = await ImageStore.OpenAsync();

        var file = await store.StoreAsync(Samples.FullJpeg, "application/octet-stream");

        file.Image!.ContentType.Should().Be("image/jpeg");
        file.ContentType.Should().Be("application/octet-stream");
        await ShouldBeCleanAsync(store, file, Samples.FullJpeg);
    }

    [Theory]
    [InlineData("%PDF-1.7 and more of it", "application/pdf")]
    [InlineData("BMW is the name of a car, not of a bitmap", "text/plain")]
    [InlineData("", "text/plain")]
    public async Task AnotherFile_PassesAsItIs(string text, string type)
    {
        await using var store = await ImageStore.OpenAsync();

        var file = await store.StoreAsync(Encoding.Latin1.GetBytes(text), type);

        file.Image.Should().BeNull();
        (await store.ReadAsync(file.Key)).Should().Equal(Encoding.Latin1.GetBytes(text));
    }

    [Fact]
    public async Task APictureOfSeveralParts_IsStoredClean()
    {
        await using var store = await ImageStore.OpenAsync();
        var picture = LongJpeg();

        var file = await store.StoreAsync(picture);

        SameBytes(await store.ReadAsync(file.Key), await Cleaned.FromAsync(picture));
        file.ETag.Should().EndWith("-4\"");
    }

    [Fact]
    public async Task APictureThatBreaksInALaterPart_LeavesNothing()
    {
        await using var store = await ImageStore.OpenAsync();
        var picture = LongJpeg();

        // A start of a picture within its scan.
        (picture[12 * MiB], picture[(12 * MiB) + 1]) = (0xFF, 0xD8);
        var rejection = await store.ShouldRejectAsync(
            () => store.StoreAsync(picture), UploadRejectionReason.InvalidImage);

        rejection.Message.Should().StartWith("The file begins as a JPEG, but breaks a rule of that format: ");
        store.Operations().Should().Contain("AbortMultipartUpload");
    }

    [Fact]
    public async Task ASourceThatIsShorterThanStated_IsNoticed()
    {
        await using var store = await ImageStore.OpenAsync();
        var shorter = new ShrinkingStream(Samples.FullJpeg, Samples.FullJpeg.Length + 1);

        await store.ShouldRejectAsync(
            () => store.Service.StoreAsync(new FileUploadRequest("a.jpg", "image/jpeg", shorter)),
            UploadRejectionReason.LengthMismatch);
    }

    [Fact]
    public async Task APendingPicture_IsCleanBeforeItIsKept_AndAfter()
    {
        await using var store = await ImageStore.OpenAsync();
        var request = new FileUploadRequest("a.jpg", "image/jpeg", Samples.FullJpeg) { Pending = true };

        var pending = await store.Service.StoreAsync(request);
        (await store.ReadAsync(pending.PendingKey!)).Should().Equal(await Cleaned.FromAsync(Samples.FullJpeg));
        var kept = await store.Service.KeepAsync(pending.Key);
        var again = await store.Service.KeepAsync(pending.Key);

        kept.Image.Should().Be(pending.Image);
        again.Should().Be(kept);
        await ShouldBeCleanAsync(store, kept, Samples.FullJpeg);
        (await store.LeftAsync()).Should().Equal(kept.Key);
    }

    [Fact]
    public async Task ADirectUpload_IsCleanedBeforeItIsKept()
    {
        await using var store = await ImageStore.OpenAsync();
        var upload = await SendAsync(store, Samples.FullJpeg);

        var file = await store.Service.Direct.CompleteAsync(upload.Ticket);
        var again = await store.Service.Direct.CompleteAsync(upload.Ticket);

        TextOf(file.Image).Should().Be("image/jpeg, 16x32 turned 6, 1 frame, 8 bits, profile, cleaned");
        again.Should().Be(file);
        await ShouldBeCleanAsync(store, file, Samples.FullJpeg);
        (await store.LeftAsync()).Should().Equal(file.Key);
    }

    [Fact]
    public async Task ADirectUploadThatBreaksARule_IsRemoved()
    {
        await using var store = await ImageStore.OpenAsync();
        var upload = await SendAsync(store, Samples.FullJpeg, new() { MaxHeight = 31 });

        await store.ShouldRejectAsync(
            () => store.Service.Direct.CompleteAsync(upload.Ticket), UploadRejectionReason.ImageTooLarge);
    }

    [Fact]
    public async Task AnUploadThatIsRepeated_IsTheSameFile_CleanBothTimes()
    {
        await using var store = await ImageStore.OpenAsync();
        var request = new FileUploadRequest("a.jpg", "image/jpeg", Samples.FullJpeg) { IdempotencyKey = "one" };

        var file = await store.Service.StoreAsync(request);
        var again = await store.Service.StoreAsync(request);

        again.Should().Be(file with { IsReplay = true });
        await ShouldBeCleanAsync(store, file, Samples.FullJpeg);
    }

    private static async Task<DirectUpload> SendAsync(ImageStore store, byte[] bytes, ImageRules? rules = null)
    {
        var upload = await store.Service.Direct.CreateAsync(new("a.jpg", "image/jpeg") { Images = rules });
        await upload.Request.SendAsync(bytes);
        return upload;
    }

    private static async Task ShouldBeCleanAsync(ImageStore store, StoredFile file, byte[] picture)
    {
        var stored = await store.ReadAsync(file.Key);
        stored.Should().Equal(await Cleaned.FromAsync(picture));
        Encoding.Latin1.GetString(stored).Should().NotContain(Secret);
        file.Size.Should().Be(stored.Length);
    }

    // A picture of a phone's size, with most of it in its scan.
    private static byte[] LongJpeg()
    {
        var picture = JpegOf(JpegExif(6));
        return [.. picture[..^2], .. new byte[18 * MiB], .. picture[^2..]];
    }

    private static string TextOf(ImageInfo? image) => image is null ? "" : $"{image.ContentType}, "
        + $"{image.Width}x{image.Height} turned {image.Orientation}, "
        + $"{image.Frames} {(image.Frames == 1 ? "frame" : "frames")}, {image.BitDepth} bits"
        + (image.HasAlpha ? ", alpha" : "")
        + (image.HasColorProfile ? ", profile" : "")
        + (image.IsCleaned ? ", cleaned" : "");
}
