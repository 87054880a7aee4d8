using System.Buffers.Binary;
using System.IO.Hashing;
using System.Security.Cryptography;
using Discovitas.S3.Images.Tests.Support;
using Microsoft.Playwright;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Microsoft.Playwright.Assertions;

namespace Discovitas.S3.BrowserTests;

/// <summary>Pictures without their metadata, as the store gets them in each way to upload.</summary>
public sealed class PictureUploadTests
{
    private const string Jpeg = "image/jpeg";

    private static readonly byte[] Heic = TextOf("\0\0\0\u0018ftypheic\0\0\0\0mif1heic");

    // The metadata, a scan, and a film behind it.
    private static readonly byte[] Start = Samples.FullJpeg[..^20];
    private static readonly byte[] End = Samples.FullJpeg[^20..];

    // Blocks of a GIF have a byte that states 0x5A bytes, and those.
    private const int LargeLength = 1_000_000 * 0x5B;

    private static int LargePngLength => PngOf(Chunk("IDAT")).Length + LargeLength;

    private static byte[] LargeChecksum =>
        [.. Crc32.Hash([.. "IDAT"u8, .. Filled(LargeLength)]).Reverse()];

    private static byte[] PngStart => PngOf()[..33];

    private static byte[] PngEnd => PngOf()[33..];

    [BrowserTheory]
    [InlineData("direct", 100)]
    [InlineData("direct", 0)]
    [InlineData("form", 0)]
    public async Task EachWay_SendsThePictureWithoutItsMetadata(string via, int multipartFrom)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var options = new { via, multipartFrom = multipartFrom * MiB, removeMetadata = true, hash = true };

        var outcome = await page.UploadAsync("me.jpg", Jpeg, Samples.FullJpeg, options);

        var expected = await Cleaned.FromAsync(Samples.FullJpeg);
        outcome.File.Should().BeEquivalentTo(new
        {
            Size = expected.Length,
            ContentType = Jpeg,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(expected)),
            MetadataRemoved = true,
        });
        (await site.Store.ReadAsync(outcome.File!.Key)).Bytes.Should().Equal(expected);
        outcome.Progress.Should().OnlyContain(step => step.Total == expected.Length);
    }

    [BrowserFact]
    public async Task WithoutTheOption_ThePictureIsSentAsItIs()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync("me.jpg", Jpeg, Samples.FullJpeg, new { });

        outcome.File!.MetadataRemoved.Should().BeNull();
        (await site.Store.ReadAsync(outcome.File.Key)).Bytes.Should().Equal(Samples.FullJpeg);
    }

    [BrowserFact]
    public async Task AReload_GoesOnWithTheSamePicture()
    {
        const int scan = 20 * MiB;
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var held = new HeldPart(site.Store);
        var options = new { multipartFrom = 1, partSize = 5 * MiB, parallel = 1, removeMetadata = true };
        await page.StartAsync("me.jpg", Jpeg, [Start, scan, End], options);
        await held.Received;

        await page.ReloadAsync();
        await page.StartAsync("me.jpg", Jpeg, [Start, scan, End], options);
        var outcome = await page.OutcomeAsync();

        held.Parts.Should().Equal(1, 2, 2, 3, 4, 5);
        var expected = await Cleaned.FromAsync([.. Start, .. Filled(scan), .. End]);
        var (bytes, _) = await site.Store.ReadAsync(outcome.File!.Key);
        bytes.AsSpan().SequenceEqual(expected).Should().BeTrue();
        outcome.Progress[0].Should().Be(new ModuleProgress(5 * MiB, expected.Length, 5 * MiB));
    }

    public static TheoryData<string, byte[], byte[], int> LargePictures => new()
    {
        { "a scan", JpegOf()[..^2], [0xFF, 0xD9], JpegOf().Length + LargeLength },
        { "a film", JpegOf(Segment(0xFE, Secret)), [], JpegOf().Length },
        { "a PNG's text", [.. PngStart, .. Head("tEXt")], [.. new byte[4], .. PngEnd], PngOf().Length },
        { "a PNG's data", [.. PngStart, .. Head("IDAT")], [.. LargeChecksum, .. PngEnd], LargePngLength },
        { "a GIF's comment", [.. GifOf()[..19], 0x21, 0xFE], [0, .. GifOf()[19..]], GifOf().Length },
    };

    [BrowserTheory]
    [MemberData(nameof(LargePictures))]
    public async Task ALargePicture_IsReadInSmallPieces(string what, byte[] start, byte[] end, int expected)
    {
        var size = 0L;
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.BeforeUpload = (upload, _) =>
        {
            size = upload.Size ?? 0;
            return ValueTask.FromResult<UploadRejection?>(new UploadRejection("That will do."));
        });
        await using var page = await ModulePage.OpenAsync(site);
        await page.Page.EvaluateAsync(
            """
            () => {
                const read = Blob.prototype.arrayBuffer;
                window.most = 0;
                Blob.prototype.arrayBuffer = function () {
                    window.most = Math.max(window.most, this.size);
                    return read.call(this);
                };
            }
            """);

        // Without resuming, nothing is read for a hash.
        var options = new { removeMetadata = true, resume = false };
        await page.StartAsync("me.jpg", Jpeg, [start, LargeLength, end], options);
        var outcome = await page.OutcomeAsync();

        outcome.Error!.Message.Should().Be("That will do.", what);
        size.Should().Be(expected);
        (await page.Page.EvaluateAsync<int>("() => window.most")).Should().BeInRange(1, 256 * 1024);
    }

    [BrowserFact]
    public async Task CancellingWhileItIsRead_StopsReading()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        await page.Page.EvaluateAsync(
            """
            () => {
                const read = Blob.prototype.arrayBuffer;
                window.reads = 0;
                Blob.prototype.arrayBuffer = async function () {
                    await (++window.reads === 2 && new Promise(resolve => window.goOn = resolve));
                    return read.call(this);
                };
            }
            """);
        await page.StartAsync("me.jpg", Jpeg, [Start, LargeLength, End], new { removeMetadata = true });
        await page.Page.WaitForFunctionAsync("() => window.goOn");

        await page.CancelAsync();
        await page.Page.EvaluateAsync("() => window.goOn()");

        (await page.OutcomeAsync()).Error!.Name.Should().Be("AbortError");
        (await page.Page.EvaluateAsync<int>("() => window.reads")).Should().Be(2);
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task SeveralFiles_HaveTheSumOfWhatIsSent_AlsoIfSomeAreRejected(int parallelFiles)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxFileSize = 2000);
        await using var page = await ModulePage.OpenAsync(site);
        string[] picture = [Convert.ToBase64String(Samples.FullJpeg)];
        var files = new object[]
        {
            new { name = "1.jpg", type = Jpeg, parts = picture },
            new { name = "2.txt", type = "text/plain", size = 1000 },
            new { name = "3.jpg", type = Jpeg, parts = picture },
            new { name = "4.heic", type = "", parts = new[] { Convert.ToBase64String(Heic) } },
            new { name = "5.jpg", type = Jpeg, parts = new[] { Convert.ToBase64String(Samples.FullJpeg[..^50]) } },
            new { name = "6.txt", type = "text/plain", size = 3000 },
        };

        var outcome = await page.UploadAllAsync(files, new { removeMetadata = true, parallelFiles });

        outcome.Results!.Select(result => result.Code)
            .Should().Equal(null, null, null, "image-not-supported", "invalid-image", "too-large");
        outcome.ShouldHaveGrownTo(1000 + (2 * (await Cleaned.FromAsync(Samples.FullJpeg)).Length));
    }

    [BrowserFact]
    public async Task FilesThatAllFail_LeaveNothingToWaitFor()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var file = new { name = "4.heic", type = "", parts = new[] { Convert.ToBase64String(Heic) } };

        (await page.UploadAllAsync(new[] { file, file }, new { removeMetadata = true })).ShouldHaveGrownTo(0);
    }

    [BrowserFact]
    public async Task AFileThatHasChanged_CannotBeRead()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenFormAsync(context, site, "data-s3-upload-remove-metadata data-s3-upload-on=submit");
        using var file = new TemporaryFile(Samples.FullJpeg);
        await page.Locator("#picture").SetInputFilesAsync(file.Path);
        await File.WriteAllTextAsync(file.Path, "Something else.");

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByText("The file cannot be read.")).ToBeVisibleAsync();
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [InlineData("", true)]
    [InlineData("data-s3-upload-unsupported=pass", false)]
    public async Task AFormsAttributes_AreTheOptions(string attribute, bool isRejected)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenFormAsync(context, site, $"multiple data-s3-upload-remove-metadata {attribute}");

        await page.Locator("#picture").SetInputFilesAsync(
            [Payload("me.jpg", Samples.FullJpeg), Payload("me.heic", Heic)]);
        await Expect(page.Locator("[data-state=stored]")).ToHaveCountAsync(isRejected ? 1 : 2);

        await Expect(page.GetByText("The metadata of this picture cannot be removed"))
            .ToHaveCountAsync(isRejected ? 1 : 0);
        await ShouldHoldAsync(site.Store, isRejected);
    }

    [BrowserTheory]
    [InlineData("", true)]
    [InlineData("&passUnsupportedImages=true", false)]
    public async Task ABlazorComponentsParameters_AreTheOptions(string query, bool isRejected)
    {
        await using var site = await BlazorSite.OpenAsync($"/interactive?removeMetadata=true{query}");

        await site.ChooseAsync(Payload("me.jpg", Samples.FullJpeg), Payload("me.heic", Heic));
        await Expect(site.Events).ToContainTextAsync("uploaded me.jpg");
        await Expect(site.Events).ToContainTextAsync(
            isRejected ? "rejected me.heic image-not-supported" : "uploaded me.heic");

        await ShouldHoldAsync(site.Store, isRejected);
    }

    private static async Task ShouldHoldAsync(Store store, bool withoutHeic)
    {
        var stored = new List<byte[]>();
        foreach (var key in await store.KeysAsync())
        {
            stored.Add((await store.ReadAsync(key)).Bytes);
        }

        byte[][] expected = withoutHeic ? [] : [Heic];
        stored.Should().BeEquivalentTo([await Cleaned.FromAsync(Samples.FullJpeg), .. expected]);
    }

    private static async Task<IPage> OpenFormAsync(IBrowserContext context, Site site, string attributes)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{site.Origin}/form?attributes={Uri.EscapeDataString(attributes)}");
        return page;
    }

    private static FilePayload Payload(string name, byte[] bytes) =>
        new() { Name = name, MimeType = name.EndsWith("heic", StringComparison.Ordinal) ? "" : Jpeg, Buffer = bytes };

    private static byte[] Head(string type) =>
        [.. BitConverter.GetBytes(BinaryPrimitives.ReverseEndianness(LargeLength)), .. TextOf(type)];

    private static byte[] Filled(int length)
    {
        var bytes = new byte[length];
        Array.Fill(bytes, (byte)0x5A);
        return bytes;
    }
}
