using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.BrowserTests;

/// <summary>The module's uploads as the user controls them: paused, cancelled, several at once.</summary>
public sealed class ModuleControlTests
{
    private const int Size = 20 * MiB;

    private static readonly object InParts = new { multipartFrom = 1, partSize = 5 * MiB, parallel = 1 };

    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [BrowserFact]
    public async Task APausedUpload_GoesOnWithThePartsThatAreMissing()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var held = new HeldPart(site.Store);
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await held.Received;

        await page.PauseAsync();
        await page.ResumeAsync();

        await site.Store.ShouldHoldOnlyAsync(await page.OutcomeAsync(), Size, "video/mp4");
        held.Parts.Should().Equal(1, 2, 2, 3, 4);
    }

    [BrowserFact]
    public async Task APausedUpload_CanBeCancelled()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var held = new HeldPart(site.Store);
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await held.Received;
        await page.PauseAsync();

        await page.CancelAsync();

        (await page.OutcomeAsync()).Error!.Name.Should().Be("AbortError");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserFact]
    public async Task AnUploadThatIsAboutToGoOn_CanBeCancelled()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var held = new HeldPart(site.Store);
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await held.Received;
        await page.ReloadAsync();
        site.Instead = request => HttpMethods.IsGet(request.Method) && request.Path.Value!.Contains("/s3/multipart/")
            && _entered.TrySetResult() ? new Silence() : null;
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await _entered.Task;

        await page.CancelAsync();

        (await page.OutcomeAsync()).Error!.Name.Should().Be("AbortError");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFormThatIsSent_CannotBeCancelledOrPaused(bool isPause)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.AfterUpload = async (_, _) =>
        {
            _entered.TrySetResult();
            await _released.Task;
        });
        await using var page = await ModulePage.OpenAsync(site);
        await page.StartAsync("notes.txt", "text/plain", 2000, new { via = "form" });
        await _entered.Task;

        await (isPause ? page.PauseAsync() : page.CancelAsync());
        _released.SetResult();

        await site.Store.ShouldHoldOnlyAsync(await page.OutcomeAsync(), 2000, "text/plain");
    }

    // The bytes are there, and the app has not been asked yet.
    [BrowserTheory]
    [InlineData(1)]
    [InlineData(100 * MiB)]
    public async Task CancellingAfterTheLastByte_LeavesNothing(int multipartFrom)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        HoldRequests(site, "/s3/verify", "/complete");
        await page.StartAsync("notes.txt", "text/plain", 2000, new { multipartFrom });
        await _entered.Task;

        await page.CancelAsync();

        (await page.OutcomeAsync()).Error!.Name.Should().Be("AbortError");
        await site.Store.ShouldBeEmptyAsync();
        _released.SetResult();
    }

    // The app is accepting the file, which cannot be undone.
    [BrowserTheory]
    [InlineData(1)]
    [InlineData(100 * MiB)]
    public async Task CancellingTooLate_GivesTheFileThatIsStored(int multipartFrom)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.AfterUpload = async (_, _) =>
        {
            _entered.TrySetResult();
            await _released.Task;
        });
        await using var page = await ModulePage.OpenAsync(site);
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.StartAsync("notes.txt", "text/plain", 2000, new { multipartFrom });
        await _entered.Task;
        site.Instead = request =>
        {
            if (request.Method == "DELETE" || request.Path.Value!.EndsWith("/s3/cancel", StringComparison.Ordinal))
            {
                isAsked.TrySetResult();
            }

            return null;
        };

        await page.CancelAsync();
        await isAsked.Task;
        _released.SetResult();

        await site.Store.ShouldHoldOnlyAsync(await page.OutcomeAsync(), 2000, "text/plain");
    }

    [BrowserFact]
    public async Task AnUploadThatIsCancelledWhileTheAppIsGone_IsRemovedByTheNextOne()
    {
        await using var outage = await Outage.StartAsync();
        var page = outage.Page;
        outage.Parts.OnReceived(2, () => outage.Cut(isAppOnly: true));
        await page.StartAsync("film.mp4", "video/mp4", Size, InParts);
        await page.WaitedAsync(1);
        await page.CancelAsync();
        (await page.OutcomeAsync()).Error!.Name.Should().Be("AbortError");
        (await outage.Site.Store.UploadsAsync()).Should().ContainSingle();
        outage.Restore();

        var removed = page.Page.WaitForResponseAsync(response => response.Request.Method == "DELETE");
        var outcome = await page.UploadAsync("notes.txt", "text/plain", 2000);

        (await removed).Ok.Should().BeTrue();
        await outage.Site.Store.ShouldHoldOnlyAsync(outcome, 2000, "text/plain");
    }

    [BrowserFact]
    public async Task LeavingThePage_WithoutResuming_RemovesTheUpload()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var held = new HeldPart(site.Store);
        var isRemoved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        site.Instead = request =>
        {
            if (request.Method == "DELETE")
            {
                request.HttpContext.Response.OnCompleted(() => Task.FromResult(isRemoved.TrySetResult()));
            }

            return null;
        };
        var options = new { multipartFrom = 1, partSize = 5 * MiB, parallel = 1, resume = false };
        await page.StartAsync("film.mp4", "video/mp4", Size, options);
        await held.Received;

        await page.Page.GotoAsync("about:blank");
        await isRemoved.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserFact]
    public async Task SeveralFiles_AreUploadedAFewAtATime_AndOneThatIsRejectedStopsNoOther()
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxFileSize = 5000);
        await using var page = await ModulePage.OpenAsync(site);
        var files = Enumerable.Range(1, 6)
            .Select(number => new { name = $"{number}.txt", type = "text/plain", size = number == 3 ? 6000 : 1000 });

        var outcome = await page.UploadAllAsync(files, new { parallelFiles = 2 });

        outcome.Results!.Select(result => result.Code)
            .Should().Equal(null, null, "too-large", null, null, null);
        outcome.Results!.Where(result => result.Key is not null).Select(result => result.Key)
            .Should().BeEquivalentTo(await site.Store.KeysAsync());
        (await page.Page.EvaluateAsync<int>("() => window.page.mostRunning")).Should().Be(2);
        outcome.ShouldHaveGrownTo(5000);
    }

    [BrowserFact]
    public async Task TheSameFileTwiceAtOnce_BecomesTwoFiles()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var file = new { name = "film.mp4", type = "video/mp4", size = 6 * MiB };

        var outcome = await page.UploadAllAsync(new[] { file, file }, new { multipartFrom = 1, partSize = 5 * MiB });

        outcome.Results!.Select(result => result.Key).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        (await site.Store.KeysAsync()).Should().HaveCount(2);
    }

    [BrowserTheory]
    [InlineData(1024)]
    [InlineData(6 * MiB)]
    public async Task TheSameFileOneAfterTheOther_BecomesTwoFiles(int size)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var options = new { multipartFrom = MiB, partSize = 5 * MiB };

        await page.UploadAsync("film.mp4", "video/mp4", size, options);
        await page.UploadAsync("film.mp4", "video/mp4", size, options);

        (await site.Store.KeysAsync()).Should().HaveCount(2);
    }

    [BrowserTheory]
    [InlineData(0)]
    [InlineData(5 * MiB + 55)]
    public async Task AHash_IsComputedInAWorker_AndStored(int size)
    {
        await using var site = await Site.StartAsync(
            StoreKind.Local, options => options.AllowedMetadata.Add("sha256"));
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync("film.mp4", "video/mp4", size, new { hash = true });

        var expected = Convert.ToHexStringLower(SHA256.HashData(Bytes(size)));
        outcome.File!.Sha256.Should().Be(expected);
        var stored = await site.Store.Client.GetObjectMetadataAsync(site.Store.Settings.Bucket, outcome.File.Key);
        stored.Metadata["sha256"].Should().Be(expected);
    }

    // Until the test ends, and not before the client knows that its bytes have been sent.
    private void HoldRequests(Site site, params string[] paths) => site.Instead = request =>
    {
        if (!paths.Any(path => request.Path.Value!.EndsWith(path, StringComparison.Ordinal)))
        {
            return null;
        }

        _entered.TrySetResult();
        return new Held(_released.Task);
    };

    private sealed class Held(Task release) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => release;
    }
}
