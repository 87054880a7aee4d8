using Discovitas.S3.Images.Tests.Docs;
using Discovitas.S3.TestSupport.Clocks;
using NetVips;

namespace Discovitas.S3.Images.Tests.Variants;

/// <summary>The example of the page on variants, with real pictures.</summary>
public sealed class NetVipsTests
{
    private const string Place = "52/1 31/1 12/1 (52, 31, 12, Rational, 3 components, 24 bytes)";

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly byte[] HuffmanTable = [0xFF, 0xC4];
    private static readonly double[] Red = [255, 0, 0];
    private static readonly double[] Blue = [0, 0, 255];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task APhonesPicture_GetsTwoSizes_Upright_WithoutMetadata(bool isDirect)
    {
        await using var store = await OpenAsync();

        var file = await StoreAsync(store, Photo(1600, 1200), isDirect);

        (file.Image!.Width, file.Image.Height, file.Image.IsCleaned).Should().Be((1200, 1600, true));
        var urls = await VariantExamples.ListAsync(store.Service, file.Key);
        urls.Should().Equal(
            file.Url.Replace(".jpg", "/medium.webp", StringComparison.Ordinal),
            file.Url.Replace(".jpg", "/thumb.webp", StringComparison.Ordinal));
        await ShouldBeUprightAsync(store, urls[0], 960, 1280);
        await ShouldBeUprightAsync(store, urls[1], 240, 320);
    }

    [Fact]
    public async Task ASmallPicture_IsNotMadeLarger()
    {
        await using var store = await OpenAsync();

        var file = await StoreAsync(store, Photo(400, 300));

        await ShouldBeUprightAsync(store, (await VariantExamples.ListAsync(store.Service, file.Key))[0], 300, 400);
    }

    [Fact]
    public async Task Variants_AreDeletedAndReconciledWithTheirPicture()
    {
        await using var store = await OpenAsync();
        var recorded = await StoreAsync(store, Photo(400, 300));
        var unrecorded = await StoreAsync(store, Photo(400, 300));
        var deleted = await StoreAsync(store, Photo(400, 300));
        using var client = S3Client.Create(store.Settings);
        var later = new S3Service(client, store.Settings, timeProvider: new ShiftedClock(Week));

        await store.Service.DeleteAsync(deleted.Key);
        var before = await store.LeftAsync();
        var result = await later.Housekeeping.ReconcileAsync(
            new[] { recorded.Key }.ToAsyncEnumerable(), new ReconcileOptions { Delete = true });

        StartsOf(before).Should().BeEquivalentTo(
            Enumerable.Repeat(StartOf(recorded.Key), 3).Concat(Enumerable.Repeat(StartOf(unrecorded.Key), 3)));
        result.UnrecordedSamples.Select(one => one.Key).Should().Equal(unrecorded.Key);
        (result.Files, result.Variants, result.Deleted).Should().Be((2, 4, 3));
        StartsOf(await store.LeftAsync()).Should().Equal(Enumerable.Repeat(StartOf(recorded.Key), 3));
    }

    [Fact]
    public async Task APictureThatCannotBeDecoded_IsRejected_AndNothingIsLeft()
    {
        await using var store = await OpenAsync();
        var bytes = Photo(400, 300);
        bytes.AsSpan(bytes.AsSpan().IndexOf(HuffmanTable) + 5, 16).Fill(0xFF);

        await store.ShouldRejectAsync(() => store.StoreAsync(bytes), UploadRejectionReason.InvalidImage);
    }

    [NeedsHeif]
    [InlineData("avif-10-bits", "image/avif", true)]
    [InlineData("heic", "image/heic", false)]
    public async Task AnAvif_HasItsSizes_AndAHeicIsRejected(string kind, string type, bool isDecoded)
    {
        await using var store = await OpenAsync();
        using var corpus = new HeifCorpus();
        var bytes = await File.ReadAllBytesAsync(await corpus.CreateAsync(kind));

        Task<StoredFile> StoreAsync() => store.StoreAsync(bytes, type);

        if (isDecoded)
        {
            (await VariantExamples.ListAsync(store.Service, (await StoreAsync()).Key)).Should().HaveCount(2);
        }
        else
        {
            (await store.ShouldRejectAsync(StoreAsync, UploadRejectionReason.InvalidImage))
                .Message.Should().Contain("cannot be decoded");
        }
    }

    [Fact]
    public async Task AFileThatIsNoPicture_IsNotPassedOn_AndAVariantCanComeLater()
    {
        await using var store = await OpenAsync();
        var file = await store.Service.StoreAsync(new FileUploadRequest("a.txt", "text/plain", new byte[10]));
        (await VariantExamples.ListAsync(store.Service, file.Key)).Should().BeEmpty();

        await VariantExamples.AddLaterAsync(store.Service, file.Key, new byte[10]);

        (await VariantExamples.ListAsync(store.Service, file.Key)).Should().ContainSingle();
        VariantExamples.Register(new Microsoft.Extensions.DependencyInjection.ServiceCollection());
    }

    // With the UUID that a picture and its variants share.
    private static string StartOf(string key) => key["uploads/".Length..][..36];

    private static IEnumerable<string> StartsOf(IEnumerable<string> keys) => keys.Select(StartOf);

    private static Task<ImageStore> OpenAsync() =>
        ImageStore.OpenAsync(options => options.OnImageKept = VariantExamples.Sizes.StoreAsync);

    private static async Task<StoredFile> StoreAsync(ImageStore store, byte[] bytes, bool isDirect = false)
    {
        if (!isDirect)
        {
            return await store.StoreAsync(bytes);
        }

        var ticket = await store.Service.Direct.StartMultipartAsync(new DirectUploadRequest("a.jpg", "image/jpeg"));
        var part = await store.Service.Direct.SignPartAsync(ticket, 1);
        using var http = new HttpClient();
        using var sent = await http.PutAsync(new Uri(part.Url), new ByteArrayContent(bytes));
        sent.IsSuccessStatusCode.Should().BeTrue();
        return await store.Service.Direct.CompleteAsync(ticket);
    }

    // As a phone that is held upright takes it: lying on its side, red at the left, where the top's right is, blue at
    // the right; with the place, a comment and XMP data.
    private static byte[] Photo(int width, int height)
    {
        using var left = Image.Black(width / 2, height, bands: 3) + Red;
        using var right = Image.Black(width / 2, height, bands: 3) + Blue;
        using var both = left.Join(right, Enums.Direction.Horizontal).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        using var photo = both.Mutate(made =>
        {
            made.Set(GValue.GIntType, "orientation", 6);
            made.Set(GValue.GStrType, "exif-ifd3-GPSLatitude", Place);
            made.Set(GValue.GStrType, "exif-ifd0-Model", "Phone 7 (Phone 7, ASCII, 8 components, 8 bytes)");
            made.Set(GValue.BlobType, "xmp-data", "<x:xmpmeta xmlns:x='adobe:ns:meta/'/>"u8.ToArray());
        });
        var bytes = photo.JpegsaveBuffer();
        bytes.AsSpan().IndexOf("Phone 7"u8).Should().BePositive("otherwise the test proves nothing");
        return bytes;
    }

    private static async Task ShouldBeUprightAsync(ImageStore store, string url, int width, int height)
    {
        await using var file = await store.Service.OpenReadAsync(url);
        file.ContentType.Should().Be("image/webp");
        var bytes = await ReadAsync(file.Content);
        using var picture = Image.NewFromBuffer(bytes);
        (picture.Width, picture.Height).Should().Be((width, height));
        picture.GetFields().Should().NotContain(
            field => field.StartsWith("exif") || field.StartsWith("xmp") || field.StartsWith("icc")
                || field == "orientation");
        Scanner.Find(bytes).Should().BeEmpty();
        ShouldBeLike(picture.Getpoint(width / 2, height / 8), Red);
        ShouldBeLike(picture.Getpoint(width / 2, height * 7 / 8), Blue);
    }

    private static async Task<byte[]> ReadAsync(Stream content)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    private static void ShouldBeLike(double[] found, double[] expected) =>
        found.Zip(expected, (one, other) => Math.Abs(one - other)).Max().Should().BeLessThan(40);
}
