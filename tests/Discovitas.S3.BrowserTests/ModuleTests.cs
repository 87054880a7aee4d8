using System.Collections.Concurrent;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Http;

namespace Discovitas.S3.BrowserTests;

/// <summary>The module that the endpoints serve, in place of Uppy.</summary>
public sealed class ModuleTests
{
    private static readonly object InParts = new { multipartFrom = 1, partSize = 5 * MiB };

    [BrowserTheory]
    [InlineData(1024)]
    [InlineData(0)]
    [InlineData(12 * MiB)]
    public async Task AFileInOnePiece_IsStored(int size)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.KeepFileName = true);
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", size);

        await site.Store.ShouldHoldOnlyAsync(outcome, size, "text/plain");
        outcome.File!.FileName.Should().Be(FileNames.ManyScripts);
        ShouldOnlyGrow(outcome, size);
    }

    [BrowserTheory]
    [InlineData(1024)]
    [InlineData(0)]
    [InlineData(12 * MiB)]
    public async Task AFileThroughTheServer_IsStored(int size)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", size, new { via = "form" });

        await site.Store.ShouldHoldOnlyAsync(outcome, size, "text/plain");
        outcome.File!.FileName.Should().Be(FileNames.ManyScripts);
        ShouldOnlyGrow(outcome, size);
    }

    [BrowserTheory]
    [InlineData(1024)]
    [InlineData(12 * MiB)]
    public async Task AFileInParts_IsStored(int size)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.KeepFileName = true);
        await using var page = await ModulePage.OpenAsync(site);

        var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", size, InParts);

        await site.Store.ShouldHoldOnlyAsync(outcome, size, "text/plain");
        ShouldOnlyGrow(outcome, size);
    }

    // What browsers do that keep nothing of a site, or whose database does not answer.
    [BrowserTheory]
    [InlineData("Object.defineProperty(window, 'indexedDB', { get: () => { throw new DOMException('', 'x') } })")]
    [InlineData("IDBFactory.prototype.open = () => ({})")]
    [InlineData("LockManager.prototype.request = () => Promise.reject(new DOMException('', 'SecurityError'))")]
    public async Task WithoutStorageInTheBrowser_TheFileIsStored(string script)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        await page.Page.AddInitScriptAsync(script);
        await page.ReloadAsync();

        var outcome = await page.UploadAsync("notes.txt", "text/plain", 1024, InParts);

        await site.Store.ShouldHoldOnlyAsync(outcome, 1024, "text/plain");
    }

    [BrowserTheory]
    [InlineData("/s3/params", "direct")]
    [InlineData("/s3/verify", "direct")]
    [InlineData("/uploads", "form")]
    public async Task JsonThatIsNotTheServers_IsAnError(string path, string via)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        foreach (var json in new[] { "null", "{}", "[]", "[{}]", "\"text\"", "{\"url\":1}" })
        {
            site.Instead = request => request.Path.Value!.EndsWith(path, StringComparison.Ordinal)
                ? Results.Text(json, "application/json") : null;

            var outcome = await page.UploadAsync($"{json.Length}.txt", "text/plain", 10, new { via });

            outcome.Error!.Code.Should().Be("failed", json);
        }
    }

    [BrowserTheory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-1")]
    public async Task AnyNumberOfParallelFiles_UploadsThem(string number)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);

        await page.Page.EvaluateAsync(
            "number => window.page.startAll({ files: [{ name: 'a.txt', type: 'text/plain', size: 10 }], "
            + "options: { parallelFiles: Number(number) } })",
            number);

        (await page.OutcomeAsync()).Results.Should().ContainSingle(result => result.Status == "fulfilled");
    }

    [BrowserFactOnCeph]
    public async Task OnCeph_EveryWayStoresTheFile()
    {
        foreach (var options in new[] { new { multipartFrom = 100 * MiB }, InParts, new { via = "form" } })
        {
            await using var site = await Site.StartAsync(StoreKind.Ceph);
            await using var page = await ModulePage.OpenAsync(site);

            var outcome = await page.UploadAsync(FileNames.ManyScripts, "text/plain", 12 * MiB, options);

            await site.Store.ShouldHoldOnlyAsync(outcome, 12 * MiB, "text/plain");
            ShouldOnlyGrow(outcome, 12 * MiB);
        }
    }

    [BrowserFact]
    public async Task ACancelledUploadInParts_WasParallelAndLeavesNothing()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var allAtOnce = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var parts = new ConcurrentDictionary<int, bool>();
        site.Store.Server!.Faults = call =>
        {
            if (call.Operation != S3Operation.UploadPart)
            {
                return null;
            }

            if (parts.TryAdd(call.PartNumber!.Value, true) && parts.Count == 3)
            {
                allAtOnce.SetResult();
            }

            return S3Fault.Silence;
        };
        await page.StartAsync("film.mp4", "video/mp4", 12 * MiB, InParts);
        await allAtOnce.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await ShouldBeCancelledWithNothingLeftAsync(site, page);
    }

    [BrowserFact]
    public async Task ACancelledUploadInOnePiece_LeavesNothing()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var page = await ModulePage.OpenAsync(site);
        var received = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        site.Store.Server!.Faults = call =>
            call.Operation == S3Operation.PostObject && received.TrySetResult() ? S3Fault.Silence : null;
        await page.StartAsync("film.mp4", "video/mp4", MiB);
        await received.Task.WaitAsync(TimeSpan.FromMinutes(1));

        await ShouldBeCancelledWithNothingLeftAsync(site, page);
    }

    [BrowserFact]
    public async Task APartWhoseUrlHasExpired_IsSignedAnew()
    {
        await using var site = await Site.StartAsync(
            StoreKind.Local, options => options.SignedUrlLifetime = TimeSpan.FromMinutes(1));
        await using var page = await ModulePage.OpenAsync(site);
        var late = new TaskCompletionSource();
        site.Store.Server!.Faults = call =>
            call is { Operation: S3Operation.UploadPart, PartNumber: 2 } && late.TrySetResult()
                ? S3Fault.SkewedClock(TimeSpan.FromMinutes(2))
                : null;

        var outcome = await page.UploadAsync("film.mp4", "video/mp4", 12 * MiB, InParts);

        late.Task.IsCompleted.Should().BeTrue();
        await site.Store.ShouldHoldOnlyAsync(outcome, 12 * MiB, "video/mp4");
        ShouldOnlyGrow(outcome, 12 * MiB);
    }

    private static void ShouldOnlyGrow(ModuleOutcome outcome, int size)
    {
        outcome.Progress.Should().AllSatisfy(step => step.Total.Should().Be(size));
        outcome.Progress.Select(step => step.Loaded).Should().BeInAscendingOrder().And.EndWith(size);
    }

    private static async Task ShouldBeCancelledWithNothingLeftAsync(Site site, ModulePage page)
    {
        await page.CancelAsync();

        (await page.OutcomeAsync()).Error!.Name.Should().Be("AbortError");
        await site.Store.ShouldBeEmptyAsync();
    }
}
