namespace Discovitas.S3.BrowserTests;

/// <summary>
/// Files that go to the store in one piece. Uppy 5 cannot do that on Ceph: see <see cref="CrossOriginTests"/>.
/// </summary>
public sealed class SimpleUploadTests
{
    [BrowserTheory]
    [OnLocal]
    [OnCeph(BrowserClient.Uppy6Companion, BrowserClient.Uppy6Signing)]
    public async Task ASmallFile_IsStored(BrowserClient client, StoreKind store) =>
        (await ShouldBeStoredAsync(client, store, 1024)).Progress.Should().EndWith(1024);

    [BrowserTheory]
    [OnLocal]
    [OnCeph(BrowserClient.Uppy6Companion, BrowserClient.Uppy6Signing)]
    public Task AnEmptyFile_IsStored(BrowserClient client, StoreKind store) =>
        ShouldBeStoredAsync(client, store, size: 0);

    // On Ceph in parts only: it drops a form's Content-Disposition.
    [BrowserTheory]
    [OnLocal]
    public async Task AFileWithANameInManyScripts_IsStoredAndKeepsItsName(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, options => options.KeepFileName = true);
        await using var page = await UppyPage.OpenAsync(site, client, new PageSetup { Verify = true });

        var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", 1024);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
        await site.Store.ShouldKeepTheNameAsync(outcome.File);
        outcome.Verified.Should().ContainSingle().Which.FileName.Should().Be(FileNames.ManyScripts);
    }

    [BrowserTheory]
    [OnLocal]
    [OnCeph(BrowserClient.Uppy6Companion, BrowserClient.Uppy6Signing)]
    public async Task AFileThatIsVerified_IsDescribed(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, new PageSetup { Verify = true });

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 1024);

        var verified = outcome.Verified.Should().ContainSingle().Subject;
        var key = await site.Store.HeldKeyAsync(outcome.File);
        key.Should().StartWith("uploads/");
        verified.Should().BeEquivalentTo(
            new { Status = 200, Key = key, Size = 1024, ContentType = "text/plain", FileName = "notes.txt" });
        verified.Url.Should().EndWith("/" + key);
        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
    }

    // Such a store must know the size, which Uppy 5 tells only as metadata. Companion's mode of Uppy 6 knows forms
    // alone.
    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy5, BrowserClient.Uppy6Signing)]
    [OnCeph(BrowserClient.Uppy5, BrowserClient.Uppy6Signing)]
    public async Task AStoreThatHasNoForms_GetsAPut(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(
            store, options => options.KeepFileName = true, settings: settings => settings.SupportsPostPolicy = false);
        await using var page = await UppyPage.OpenAsync(
            site, client, new PageSetup { Verify = true, TellSize = client == BrowserClient.Uppy5 });

        var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", 1024);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
        await site.Store.ShouldKeepTheNameAsync(outcome.File);
        outcome.Verified.Should().ContainSingle().Which.Status.Should().Be(200);
    }

    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy6Signing)]
    public async Task ARequestThatIsSignedAsUppyDescribesIt_StoresTheFile(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, new PageSetup { Bare = true, Verify = true });

        var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", 1024);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
        outcome.Verified.Should().ContainSingle().Which.FileName.Should().Be(FileNames.ManyScripts);
    }

    [BrowserTheory]
    [OnLocal]
    public async Task AFileThatIsNotWhatItClaims_IsRemovedWhenItIsVerified(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, options => options.AllowedContentTypes.Add("image/png"));
        await using var page = await UppyPage.OpenAsync(site, client, new PageSetup { Verify = true });

        var outcome = await page.UploadAsync("picture.png", "image/png", 1024);

        outcome.Verified.Should().ContainSingle().Which
            .Should().BeEquivalentTo(new { Status = 422, Code = "content-type-mismatch" });
        await site.Store.ShouldBeEmptyAsync();
    }

    private static async Task<Outcome> ShouldBeStoredAsync(BrowserClient client, StoreKind store, int size)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", size);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, size, "text/plain");
        return outcome;
    }
}
