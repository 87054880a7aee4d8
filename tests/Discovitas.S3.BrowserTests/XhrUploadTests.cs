namespace Discovitas.S3.BrowserTests;

/// <summary>Uppy's XHR plugin, which sends forms through the server.</summary>
public sealed class XhrUploadTests
{
    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy5, BrowserClient.Uppy6Companion)]
    public async Task AFile_IsStored_AndItsUrlIsKnown(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, new PageSetup { Xhr = true });

        var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", 12 * MiB);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 12 * MiB, "text/plain");
    }

    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy5, BrowserClient.Uppy6Companion)]
    public async Task ARejectedFile_ShowsItsReason(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, options => options.MaxFileSize = 1000);
        await using var page = await UppyPage.OpenAsync(site, client, new PageSetup { Xhr = true });

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 2000);

        outcome.Error.Should().Contain("at most 1000 bytes");
        await site.Store.ShouldBeEmptyAsync();
    }
}
