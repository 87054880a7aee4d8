using Discovitas.S3.Local;

namespace Discovitas.S3.BrowserTests;

/// <summary>Uploads that stop in their middle and go on, or do not.</summary>
public sealed class InterruptedUploadTests
{
    private const string PartUploaded = "s3-multipart:part-uploaded";

    [BrowserTheory]
    [OnLocal]
    public async Task APausedUpload_GoesOnWithThePartsThatAreMissing(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart);
        var held = await StandStillAsync(site, page, client);

        await page.PauseAsync();
        await page.ResumeAsync();

        await ShouldGoOnAsync(site, page, held);
    }

    [BrowserTheory]
    [OnLocal]
    public async Task AReloadedPage_GoesOnWithThePartsThatAreMissing(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart with { Golden = true });
        var held = await StandStillAsync(site, page, client);

        await page.ReloadAndResumeAsync();

        await ShouldGoOnAsync(site, page, held);
    }

    [BrowserTheory]
    [OnLocal]
    public async Task ACancelledUpload_LeavesNothing(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart);
        await StandStillAsync(site, page, client);
        (await site.Store.UploadsAsync()).Should().ContainSingle();

        await page.CancelAsync();

        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy5)]
    public async Task APartWhoseUrlHasExpired_IsSignedAnew(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(
            store, options => options.SignedUrlLifetime = TimeSpan.FromMinutes(1));
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart);
        var late = ExpireOnce(site);

        var outcome = await page.UploadAsync("film.mp4", "video/mp4", 12 * MiB);

        late.IsCompleted.Should().BeTrue();
        await site.Store.ShouldHoldOnlyAsync(outcome.File, 12 * MiB, "video/mp4");
    }

    // 6.x takes an expired URL for a failure; the upload is kept, and goes on when the user says so.
    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy6Companion, BrowserClient.Uppy6Signing)]
    public async Task APartWhoseUrlHasExpired_IsSignedAnewWhenTheUserTriesAgain(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(
            store, options => options.SignedUrlLifetime = TimeSpan.FromMinutes(1));
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart);
        var late = ExpireOnce(site);
        var failed = await page.UploadAsync("film.mp4", "video/mp4", 12 * MiB);
        failed.Error.Should()
            .StartWith(client == BrowserClient.Uppy6Companion ? "This looks like a network error" : "S3 returned 403");
        late.IsCompleted.Should().BeTrue();

        await page.RetryAsync();
        var outcome = await page.OutcomeAsync();

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 12 * MiB, "video/mp4");
    }

    // Of the three parts only the second was sent again.
    private static async Task ShouldGoOnAsync(Site site, UppyPage page, HeldPart held)
    {
        await site.Store.ShouldHoldOnlyAsync((await page.OutcomeAsync()).File, 12 * MiB, "video/mp4");
        held.Parts.Should().BeEquivalentTo([1, 2, 2, 3]);
    }

    // The second part is on its way, and nothing else is: 5.x sends all three at once, 6.x one after the other.
    private static async Task<HeldPart> StandStillAsync(Site site, UppyPage page, BrowserClient client)
    {
        var held = new HeldPart(site.Store);
        await page.AddAsync("film.mp4", "video/mp4", 12 * MiB);
        await page.StartAsync();
        await held.Received;
        await page.WaitForAsync(PartUploaded, client == BrowserClient.Uppy5 ? 2 : 1);
        return held;
    }

    // The second part takes longer to arrive than its URL lasts, as the store's clock has it.
    private static Task ExpireOnce(Site site)
    {
        var late = new TaskCompletionSource();
        site.Store.Server!.Faults = call =>
            call is { Operation: S3Operation.UploadPart, PartNumber: 2 } && late.TrySetResult()
            ? S3Fault.SkewedClock(TimeSpan.FromMinutes(2))
            : null;
        return late.Task;
    }
}
