using Discovitas.S3.BrowserTests.Support;

namespace Discovitas.S3.BrowserTests;

/// <summary>Files that go to the store in one piece.</summary>
public sealed class SimpleUploadTests
{
    [BrowserTheory]
    [OnLocal]
    [OnCeph]
    public async Task ASmallFile_IsStored(Client client, string store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 1024);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
        outcome.Progress.Should().BeInAscendingOrder().And.EndWith(1024);
    }

    [BrowserTheory]
    [OnLocal]
    [OnCeph]
    public async Task AnEmptyFile_IsStored(Client client, string store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client);

        var outcome = await page.UploadAsync("empty.txt", "text/plain", 0);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 0, "text/plain");
    }

    [BrowserTheory]
    [OnLocal]
    [OnCeph]
    public async Task AFileWithANameInManyScripts_IsStoredAndKeepsItsName(Client client, string store)
    {
        await using var site = await Site.StartAsync(store, options => options.KeepFileName = true);
        await using var page = await UppyPage.OpenAsync(site, client);

        var outcome = await page.UploadAsync("Grüße & „日本“ + 100% 🙂.txt", "text/plain", 1024);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
        var answer = await site.Store.Client.GetObjectMetadataAsync(site.Store.Settings.Bucket, outcome.File.Key);
        answer.Headers.ContentDisposition.Should().Contain("filename*=UTF-8''").And.Contain("%E6%97%A5%E6%9C%AC");
    }

    [BrowserTheory]
    [OnLocal]
    [OnCeph]
    public async Task AFileThatIsVerified_IsDescribed(Client client, string store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, new PageSetup { Verify = true });

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 1024);

        var verified = outcome.Verified.Should().ContainSingle().Subject;
        verified.Should().BeEquivalentTo(new { Status = 200, outcome.File.Key, Size = 1024, ContentType = "text/plain", FileName = "notes.txt" });
        verified.Url.Should().EndWith("/" + outcome.File.Key);
        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
    }

    [BrowserTheory]
    [OnLocal]
    public async Task AFileThatIsNotWhatItClaims_IsRemovedWhenItIsVerified(Client client, string store)
    {
        await using var site = await Site.StartAsync(store, options => options.AllowedContentTypes.Add("image/png"));
        await using var page = await UppyPage.OpenAsync(site, client, new PageSetup { Verify = true });

        var outcome = await page.UploadAsync("picture.png", "image/png", 1024);

        outcome.Verified.Should().ContainSingle().Which.Should().BeEquivalentTo(new { Status = 422, Code = "content-type-mismatch" });
        await site.Store.ShouldBeEmptyAsync();
    }
}
