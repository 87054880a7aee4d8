namespace Discovitas.S3.BrowserTests;

/// <summary>What the module that the endpoints serve says when a file is not accepted.</summary>
public sealed class ModuleRejectionTests
{
    private static readonly object InParts = new { multipartFrom = 1 };

    [BrowserTheory]
    [InlineData("direct", 100 * MiB)]
    [InlineData("direct", 1)]
    [InlineData("form", 0)]
    public async Task AFileThatIsTooLarge_IsRejectedWithCodeAndMessage(string via, int multipartFrom)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxFileSize = 1000);
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 2000, new { via, multipartFrom });

        outcome.Error.Should().BeEquivalentTo(new { Name = "UploadError", Code = "too-large" });
        outcome.Error!.Message.Should().Contain("at most 1000 bytes");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserFact]
    public async Task AFileThatIsNotWhatItClaims_IsRejectedAndRemoved()
    {
        await using var site = await Site.StartAsync(
            StoreKind.Local, options => options.AllowedContentTypes.Add("image/png"));
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync("picture.png", "image/png", 2000);

        outcome.Error.Should().BeEquivalentTo(new { Name = "UploadError", Code = "content-type-mismatch" });
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [InlineData(100 * MiB)]
    [InlineData(1)]
    public async Task SomebodyWithTooManyUnfinishedUploads_ReadsIt(int multipartFrom)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxUnfinishedUploads = 1);
        await using var other = await UppyPage.OpenAsync(site, BrowserClient.Uppy5, new PageSetup());
        (await other.FetchAsync("GET", "/s3/params?filename=a.txt&type=text%2Fplain")).Status.Should().Be(200);
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 2000, new { multipartFrom });

        outcome.Error.Should().BeEquivalentTo(new { Name = "UploadError", Code = "too-many-uploads" });
        outcome.Error!.Message.Should().Contain("1 unfinished uploads");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserFact]
    public async Task SomebodyWhoIsNotSignedIn_IsAskedToSignIn()
    {
        await using var site = await Site.StartAsync(StoreKind.Local, login: true);
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 2000);

        outcome.Error.Should().BeEquivalentTo(
            new ModuleError("UploadError", "unauthorized", "You are not signed in any more. Sign in again."));
    }

    [BrowserFact]
    public async Task AFormWithoutItsToken_IsRejected()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync(
            "notes.txt", "text/plain", 2000, new { via = "form", antiforgeryToken = "" });

        outcome.Error!.Code.Should().Be("antiforgery");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserFact]
    public async Task ABucketThatHidesTheETag_IsReported_AndKeepsNothing()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await site.Store.AllowAsync(site.Origin, "Location");
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 2000, InParts);

        outcome.Error!.Code.Should().Be("cors");
        outcome.Error.Message.Should().Contain("ETag");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserFact]
    public async Task ABucketForOtherOrigins_IsReported()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await site.Store.AllowAsync("https://elsewhere.example", "ETag");
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 2000, InParts);

        outcome.Error!.Code.Should().Be("cors");
        outcome.Error.Message.Should().Contain(site.Origin);
        await site.Store.ShouldBeEmptyAsync();
    }
}
