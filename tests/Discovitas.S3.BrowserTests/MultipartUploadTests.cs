namespace Discovitas.S3.BrowserTests;

/// <summary>Files that go to the store in parts.</summary>
public sealed class MultipartUploadTests
{
    [BrowserTheory]
    [OnLocal]
    [OnCeph]
    public async Task AFileInSeveralParts_IsStored(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart);

        var outcome = await page.UploadAsync("film.mp4", "video/mp4", 12 * MiB);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 12 * MiB, "video/mp4");
        outcome.Progress.Should().EndWith(12 * MiB);
        await page.WaitForAsync("s3-multipart:part-uploaded", 3);
    }

    [BrowserTheory]
    [OnLocal]
    [OnCeph]
    public async Task ASmallFileForcedIntoParts_IsStoredAndKeepsItsName(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, options => options.KeepFileName = true);
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart);

        var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", 1024);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
        await site.Store.ShouldKeepTheNameAsync(outcome.File);
        await page.WaitForAsync("s3-multipart:part-uploaded");
    }
}
