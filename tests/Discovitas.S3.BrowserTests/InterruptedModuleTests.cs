using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.BrowserTests;

/// <summary>
/// What the module survives. The interruptions last until it has noticed them, and not for a time.
/// </summary>
public sealed class InterruptedModuleTests
{
    private const int Size = 20 * MiB;

    // One part after the other, so that at most one is under way when something happens.
    private static readonly object InParts = new { multipartFrom = 1, partSize = 5 * MiB, parallel = 1 };

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AnAppOrANetworkThatIsGone_IsWaitedFor(bool isAppOnly)
    {
        await using var outage = await Outage.StartAsync();
        var (page, parts) = (outage.Page, outage.Parts);
        parts.OnReceived(2, () => outage.Cut(isAppOnly));
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);

        await page.WaitedAsync(2);
        outage.Restore();

        await outage.Site.Store.ShouldHoldOnlyAsync(await page.OutcomeAsync(), Size, "video/mp4");
        parts.Received.Should().StartWith([1, 2]).And.EndWith([3, 4]);
        parts.Received.Count.Should().BeLessThanOrEqualTo(5, "only the part under way is sent again");
    }

    [BrowserFact]
    public async Task AnAppThatStaysAway_IsReported_AndTheNextAttemptGoesOn()
    {
        await using var outage = await Outage.StartAsync();
        var (page, parts) = (outage.Page, outage.Parts);
        parts.OnReceived(2, () => outage.Cut(isAppOnly: true));

        var impatient = new { multipartFrom = 1, partSize = 5 * MiB, parallel = 1, retryFor = 1500 };
        var failed = await page.UploadAsync("film.mp4", "video/mp4", Size, impatient);
        outage.Restore();
        var outcome = await page.UploadAsync("film.mp4", "video/mp4", Size, InParts);

        failed.Error!.Code.Should().Be("network");
        await outage.Site.Store.ShouldHoldOnlyAsync(outcome, Size, "video/mp4");
        parts.Received.Should().Equal(1, 2, 3, 4);
        outcome.Progress[0].Resumed.Should().BePositive();
    }

    [BrowserFact]
    public async Task AReload_GoesOnWithTheSameFile()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var held = new HeldPart(site.Store);
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await held.Received;

        await page.ReloadAsync();
        var outcome = await page.UploadAsync("film.mp4", "video/mp4", Size, InParts);

        await site.Store.ShouldHoldOnlyAsync(outcome, Size, "video/mp4");
        held.Parts.Should().Equal(1, 2, 2, 3, 4);
        outcome.Progress[0].Should().Be(new ModuleProgress(5 * MiB, Size, 5 * MiB));
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AReload_WithTheFileChangedInItsPlace_StoresOnlyItsBytes(bool isSent)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var completing = new TaskCompletionSource();
        site.Instead = request => isSent && request.Path.Value!.EndsWith("/complete", StringComparison.Ordinal)
            && completing.TrySetResult() ? new Silence() : null;
        var held = isSent ? completing.Task : new HeldPart(site.Store).Received;
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await held;

        await page.ReloadAsync();
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts, isChanged: true);
        var outcome = await page.OutcomeAsync();

        (await site.Store.ReadAsync(outcome.File!.Key)).Bytes.Should().HaveCount(Size).And.OnlyContain(one => one == 7);
    }

    [BrowserTheory]
    [InlineData(true, Size)]
    [InlineData(false, 5 * MiB)]
    public async Task AnInterruptedUpload_IsShownToItsOwnUserOnly(bool isSent, int loaded)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, login: true);
        await using var page = await ModulePage.OpenAsync(site, user: "alice");
        var completing = new TaskCompletionSource();
        site.Instead = request => isSent && request.Path.Value!.EndsWith("/complete", StringComparison.Ordinal)
            && completing.TrySetResult() ? new Silence() : null;
        var held = isSent ? completing.Task : new HeldPart(site.Store).Received;
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await held;

        await page.SignInAsync("bob");
        await page.ReloadAsync();
        (await page.UnfinishedAsync()).Should().BeEmpty();
        await page.SignInAsync("alice");
        (await page.UnfinishedAsync()).Should().Equal($"film.mp4 {loaded}");
    }

    [BrowserFact]
    public async Task AReload_WithAnotherFile_StartsAnew()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var held = new HeldPart(site.Store);
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await held.Received;

        await page.ReloadAsync();
        await page.UploadAsync("other.mp4", "video/mp4", Size, InParts);

        held.Parts.Should().Equal(1, 2, 1, 2, 3, 4);
    }

    [BrowserFact]
    public async Task AnUploadThatTheStoreHasForgotten_StartsAnew()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var held = new HeldPart(site.Store);
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await held.Received;
        await site.Store.ForgetUploadsAsync();

        await page.ReloadAsync();
        var outcome = await page.UploadAsync("film.mp4", "video/mp4", Size, InParts);

        await site.Store.ShouldHoldOnlyAsync(outcome, Size, "video/mp4");
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task ASessionThatExpires_IsRenewed_AndTheUploadGoesOn(bool renews)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, login: true);
        await using var page = await ModulePage.OpenAsync(site, user: "alice");
        var parts = new ReceivedParts(site.Store);
        parts.OnReceived(2, () => page.SignInAsync(null).GetAwaiter().GetResult());
        var options = new { multipartFrom = 1, partSize = 5 * MiB, parallel = 1, renews };
        await page.StartAsync("film.mp4", "video/mp4", Size, options);

        if (renews)
        {
            await page.RenewAsync("alice");
        }
        else
        {
            (await page.OutcomeAsync()).Error!.Code.Should().Be("unauthorized");
            await page.SignInAsync("alice");
            await page.StartAsync("film.mp4", "video/mp4", Size, options);
        }

        await site.Store.ShouldHoldOnlyAsync(await page.OutcomeAsync(), Size, "video/mp4");
        parts.Received.Should().Equal(1, 2, 3, 4);
    }

    [BrowserTheory]
    [InlineData(1)]
    [InlineData(3600)]
    public async Task ALimitOfRequests_IsWaitedFor_OrKeepsTheUpload(int seconds)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var parts = new ReceivedParts(site.Store);
        var isLimited = false;
        var limited = 0;
        parts.OnReceived(2, () => isLimited = true);
        site.Instead = request =>
        {
            if (!isLimited || !request.Path.Value!.EndsWith("/3", StringComparison.Ordinal) || limited++ > 0)
            {
                return null;
            }

            request.HttpContext.Response.Headers.RetryAfter = $"{seconds}";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        };

        var outcome = await page.UploadAsync("film.mp4", "video/mp4", Size, InParts);
        if (seconds == 3600)
        {
            outcome.Error!.Message.Should().Be("The server answered 429.");
            outcome = await page.UploadAsync("film.mp4", "video/mp4", Size, InParts);
        }

        await site.Store.ShouldHoldOnlyAsync(outcome, Size, "video/mp4");
        parts.Received.Should().Equal(1, 2, 3, 4);
    }

    [BrowserFact]
    public async Task AResponseThatIsLost_LeavesOneFile()
    {
        await using var outage = await Outage.StartAsync();
        outage.OnResponse("/s3/verify", () => outage.Cut(isAppOnly: true));
        await outage.Page.StartAsync("notes.txt", "text/plain", 2000);

        await outage.Page.WaitedAsync(1);
        outage.Restore();

        await outage.Site.Store.ShouldHoldOnlyAsync(await outage.Page.OutcomeAsync(), 2000, "text/plain");
    }
}
