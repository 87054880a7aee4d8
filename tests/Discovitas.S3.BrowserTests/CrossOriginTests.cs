using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests;

/// <summary>Pages of one origin, endpoints of another, and what the bucket's CORS rules must let them see.</summary>
public sealed class CrossOriginTests
{
    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy5)]
    public async Task AUserOfAnotherOrigin_UploadsWithTheirCookie(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, login: true);
        var setup = new PageSetup { User = "alice", CrossOrigin = true }.With("cookiesRule", "include");
        await using var simple = await UppyPage.OpenAsync(site, client, setup with { Verify = true });
        var outcome = await simple.UploadAsync("notes.txt", "text/plain", 1024);
        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
        outcome.Verified.Should().ContainSingle().Which.Status.Should().Be(200);
        var held = await site.Store.HeldKeyAsync(outcome.File);
        await site.Store.Client.DeleteObjectAsync(site.Store.Settings.Bucket, held);

        await using var parts = await UppyPage.OpenAsync(site, client, setup.With("shouldUseMultipart", true));
        outcome = await parts.UploadAsync("film.mp4", "video/mp4", 12 * MiB);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 12 * MiB, "video/mp4");
    }

    // 5.x by default and 6.x's companion mode at all times send cookies to their own origin only.
    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy5, BrowserClient.Uppy6Companion)]
    public async Task AUserOfAnotherOrigin_IsNobodyWithoutTheirCookie(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store, login: true);
        await using var page = await UppyPage.OpenAsync(
            site, client, new PageSetup { User = "alice", CrossOrigin = true });

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 1024);

        outcome.Error.Should()
            .Be(client == BrowserClient.Uppy5 ? "Authorization required" : "Companion request failed: Unauthorized");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy6Companion, BrowserClient.Uppy6Signing)]
    public async Task EndpointsOfAnotherOriginWithoutALogin_StoreTheFile(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart with { CrossOrigin = true });

        var outcome = await page.UploadAsync("film.mp4", "video/mp4", 12 * MiB);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 12 * MiB, "video/mp4");
    }

    // The most repeated question of its users: all bytes are sent, and then nothing more is said.
    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy5)]
    public async Task ABucketThatHidesTheETag_LeavesUppy5WaitingWithoutASuccess(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await site.Store.AllowAsync(site.Origin, "Location");
        await ShouldWaitForeverAsync(site, client, new PageSetup());
        await ShouldWaitForeverAsync(site, client, PageSetup.Multipart);
    }

    // Its answer to a form has no ETag header to expose. In parts, Uppy 5 works on Ceph.
    [BrowserTheory]
    [OnCeph(BrowserClient.Uppy5)]
    public async Task CephsAnswerToAForm_LeavesUppy5WaitingWithoutASuccess(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await ShouldWaitForeverAsync(site, client, new PageSetup());
    }

    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy6Companion, BrowserClient.Uppy6Signing)]
    public async Task ABucketThatHidesTheETag_MakesUppy6FailInParts(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await site.Store.AllowAsync(site.Origin, "Location");
        await using var page = await UppyPage.OpenAsync(site, client, PageSetup.Multipart);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 1024);

        outcome.Error.Should().Contain("Missing ETag");
        (await site.Store.KeysAsync()).Should().BeEmpty();
    }

    [BrowserTheory]
    [OnLocal(BrowserClient.Uppy6Companion, BrowserClient.Uppy6Signing)]
    public async Task ABucketThatHidesTheETag_DoesNotHinderUppy6InOnePiece(BrowserClient client, StoreKind store)
    {
        await using var site = await Site.StartAsync(store);
        await site.Store.AllowAsync(site.Origin, "Location");
        await using var page = await UppyPage.OpenAsync(site, client);

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 1024);

        await site.Store.ShouldHoldOnlyAsync(outcome.File, 1024, "text/plain");
    }

    private static async Task ShouldWaitForeverAsync(Site site, BrowserClient client, PageSetup setup)
    {
        await using var page = await UppyPage.OpenAsync(site, client, setup);
        await page.AddAsync("notes.txt", "text/plain", 1024);

        // After this line it does nothing more.
        await page.Page.RunAndWaitForConsoleMessageAsync(
            page.StartAsync,
            new PageRunAndWaitForConsoleMessageOptions
            {
                Predicate = message =>
                    message.Text.Contains("Could not read the ETag header", StringComparison.Ordinal),
            });

        (await page.StateAsync()).Should().BeEquivalentTo(new { Ended = false, Sent = 1024, Successes = 0 });
    }
}
