using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Discovitas.S3.BrowserTests;

/// <summary>The page of the tool with more files than fit the screen, and after an interruption.</summary>
public sealed class ToolPageListTests(SharedTool tool) : IClassFixture<SharedTool>
{
    [BrowserFact]
    public async Task AllFiles_AreCounted()
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, 70);

        await Expect(page.Locator("#files .card")).ToHaveCountAsync(60);
        await Expect(page.Locator("#count")).ToHaveTextAsync("(70)");
        await Expect(page.Locator("#note")).ToHaveTextAsync("The newest 60 are shown; 10 more are in the bucket.");
        await page.EvaluateAsync("() => scrollTo(0, document.body.scrollHeight)");
        await ChooseAsync(page, "new.txt");
        await Expect(page.Locator("#uploads .card.done")).ToBeInViewportAsync();
        await Expect(page.Locator("#count")).ToHaveTextAsync("(71)");
        await Screenshots.TakeAsync(page, "list");
    }

    [BrowserFact]
    public async Task ABucketWithManyFiles_IsCountedToItsEnd()
    {
        await using var context = await Chromium.NewContextAsync();
        var release = new TaskCompletionSource();
        const string First =
            """{"place":"the embedded S3","maxFileSize":1000,"files":[],"total":1000,"isComplete":false}""";
        await context.RouteAsync(
            url => url.EndsWith("/files", StringComparison.Ordinal),
            route => route.FulfillAsync(new() { ContentType = "application/json", Body = First }));
        await context.RouteAsync(
            url => url.EndsWith("?all=true", StringComparison.Ordinal),
            async route =>
            {
                await release.Task;
                await route.ContinueAsync();
            });
        var page = await OpenAsync(context, 3);

        await Expect(page.Locator("#count")).ToHaveTextAsync("(more than 1,000)");
        await Expect(page.Locator("#note")).ToHaveTextAsync("The other files are being counted.");
        release.SetResult();

        await Expect(page.Locator("#count")).ToHaveTextAsync("(3)");
        await Expect(page.Locator("#files .card")).ToHaveCountAsync(3);
    }

    [BrowserFact]
    public async Task SelectedFiles_AreDeletedAtOnce()
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, 25);
        await ChooseAsync(page, "new.txt");
        await Expect(page.Locator(".card.done")).ToHaveCountAsync(26);

        await page.Locator("#files .card .pick").Nth(1).ClickAsync();
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select: new.txt" }).CheckAsync();
        await Expect(page.Locator("#selected")).ToHaveTextAsync("2 selected");
        await Screenshots.TakeAsync(page, "selected");
        await DeleteSelectedAsync(page, "Delete 2 files?");
        await Expect(page.Locator(".card")).ToHaveCountAsync(24);
        await Expect(page.Locator("#selection")).ToBeHiddenAsync();
        await Expect(page.Locator("#files-title")).ToBeFocusedAsync();

        await page.GetByLabel("Select all").CheckAsync();
        await DeleteSelectedAsync(page, "Delete 24 files?");
        await Expect(page.Locator("#note")).ToHaveTextAsync("Nothing here yet.");
        await page.ReloadAsync();
        await Expect(page.Locator("#note")).ToHaveTextAsync("Nothing here yet.");
    }

    [BrowserFact]
    public async Task FinishedUploads_AreSummedUpAndCleared()
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, 1);

        await ChooseAsync(page, "a.txt", "b.txt", "c.txt");

        await Expect(page.Locator("#overall-text")).ToHaveTextAsync("3 files uploaded");
        await Expect(page.Locator("#uploads .card")).ToHaveCountAsync(3);
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear finished" }).ClickAsync();
        await Expect(page.Locator("#uploading")).ToBeHiddenAsync();
        await Expect(page.Locator("#files .card")).ToHaveCountAsync(4);
        await Expect(page.Locator("#count")).ToHaveTextAsync("(4)");
    }

    [BrowserFact]
    public async Task UploadsUnderWay_HaveOneProgressAndAreCancelledTogether()
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, 0);
        await page.RouteAsync("**/uploads", _ => { });
        await page.GetByText("Through the server").ClickAsync();

        await ChooseAsync(page, "a.txt", "b.txt", "c.txt", "d.txt");

        await Expect(page.Locator("#overall-text")).ToContainTextAsync("0 of 4 files uploaded");
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Upload of all files" })).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "overall");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel all" }).ClickAsync();
        await Expect(page.GetByText("cancelled, nothing was stored")).ToHaveCountAsync(4);
        await Expect(page.Locator("#overall")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear finished" }).ClickAsync();
        await Expect(page.Locator(".card")).ToHaveCountAsync(0);
        await Expect(page.Locator("#note")).ToHaveTextAsync("Nothing here yet.");
    }

    [BrowserFact]
    public async Task Arrows_GoThroughALongList_WhichTabPasses()
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, 30);
        await Expect(page.Locator(".card")).ToHaveCountAsync(30);

        await PressAsync(page, "Tab", "Enter", "Tab", "Tab", "ArrowDown", "End", "ArrowRight", "ArrowRight");
        await Expect(page.Locator(".card:last-child [data-action=Open]")).ToBeFocusedAsync();
        await Screenshots.TakeAsync(page, "keys");
        await PressAsync(page, "Home", "ArrowUp", "ArrowLeft");
        await Expect(page.Locator(".card:first-child [data-action='Copy URL']")).ToBeFocusedAsync();
        await PressAsync(page, "Tab", "Tab", "Tab");
        (await page.EvaluateAsync<bool>("() => document.activeElement.closest('.card') === null")).Should().BeTrue();
    }

    [BrowserTheory]
    [InlineData("touch", ColorScheme.Light)]
    [InlineData("touch dark", ColorScheme.Dark)]
    public async Task APhone_IsNotAskedToDropAndShowsTheEndOfALongName(string name, ColorScheme scheme)
    {
        await using var context = await Chromium.NewContextAsync(new()
        {
            ViewportSize = new() { Width = 390, Height = 844 },
            ColorScheme = scheme,
            DeviceScaleFactor = 2,
            IsMobile = true,
            HasTouch = true,
        });
        var page = await OpenAsync(context, 3);

        await ChooseAsync(page, $"{string.Concat(Enumerable.Repeat("holidays ", 12))}2026-07.txt", "short.txt");
        await Expect(page.Locator(".card.done")).ToHaveCountAsync(5);
        await page.Locator(".pick").Nth(1).ClickAsync();

        await Expect(page.Locator(".by-mouse")).ToBeHiddenAsync();
        await Expect(page.Locator("#uploads .end").First).ToHaveTextAsync("2026-07.txt");
        var (card, end) = (await BoxAsync(page, ".card"), await BoxAsync(page, ".card .end"));
        (end.X + end.Width).Should().BeLessThan(card.X + card.Width);

        // For the picture of a full page, Chromium is no phone.
        await Screenshots.TakeAsync(page, name, fullPage: false);
    }

    [BrowserFact]
    public async Task AnUploadThatAReloadInterrupts_IsShownAndGoesOn()
    {
        using var file = new TemporaryFile(20 * MiB);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, 0);
        var sent = new List<string>();
        page.Request += (_, request) => sent.Add($"{request.Method} {request.Url}");
        using var stored = new SemaphoreSlim(0);
        page.RequestFinished += (_, request) =>
        {
            if (request.Method == "PUT")
            {
                stored.Release();
            }
        };
        await page.RouteAsync("**/*partNumber=3*", _ => { });
        await page.Locator("#input").SetInputFilesAsync(file.Path);
        await Expect(page.Locator(".state")).ToContainTextAsync("16 MiB of 20 MiB");
        (await stored.WaitAsync(TimeSpan.FromMinutes(1)) && await stored.WaitAsync(TimeSpan.FromMinutes(1)))
            .Should().BeTrue("two parts are stored, and the third is held");

        await page.ReloadAsync();
        await Expect(page.Locator(".card.interrupted .state")).ToContainTextAsync("16 MiB of 20 MiB are stored");
        await Screenshots.TakeAsync(page, "interrupted");
        await page.UnrouteAllAsync();
        sent.Clear();
        var chooser = await page.RunAndWaitForFileChooserAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Choose again" }).ClickAsync());
        await chooser.SetFilesAsync(file.Path);

        await Expect(page.Locator(".card.done")).ToHaveCountAsync(1);
        await Expect(page.Locator(".card")).ToHaveCountAsync(1);
        sent.Should().ContainSingle(request => request.StartsWith("PUT ", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task AnInterruptedUpload_IsNotTakenForAnotherFileAndCanBeDiscarded()
    {
        using var file = new TemporaryFile(20 * MiB);
        using var other = new TemporaryFile(10);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, 0);
        await page.RouteAsync("**/*partNumber=*", _ => { });
        await page.Locator("#input").SetInputFilesAsync(file.Path);
        await Expect(page.Locator(".state")).ToContainTextAsync("starting");
        await page.WaitForRequestAsync("**/*partNumber=1*");

        await page.ReloadAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Choose again" }).ClickAsync());
        await chooser.SetFilesAsync(other.Path);
        await Expect(page.Locator(".problem")).ToContainTextAsync("This is another file");
        await page.GetByRole(AriaRole.Button, new() { Name = "Discard" }).ClickAsync();
        await Expect(page.Locator(".card")).ToHaveCountAsync(0);

        await page.ReloadAsync();
        await Expect(page.Locator("#note")).ToHaveTextAsync("Nothing here yet.");
        await Expect(page.Locator(".card")).ToHaveCountAsync(0);
    }

    private async Task<IPage> OpenAsync(IBrowserContext context, int files)
    {
        var url = files > 0 ? await tool.FillAsync(files) : await tool.EmptyAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        await Expect(page.Locator("#place")).ToContainTextAsync("the embedded S3");
        return page;
    }

    private static Task ChooseAsync(IPage page, params string[] names) => page.Locator("#input").SetInputFilesAsync(
        names.Select(name => new FilePayload { Name = name, MimeType = "text/plain", Buffer = Bytes(3000) }));

    private static async Task DeleteSelectedAsync(IPage page, string question)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete selected" }).ClickAsync();
        await Expect(page.Locator("#confirm-title")).ToHaveTextAsync(question);
        await Screenshots.TakeAsync(page, question.TrimEnd('?'));
        await page.Locator("#confirm").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
    }

    private static async Task PressAsync(IPage page, params string[] keys)
    {
        foreach (var key in keys)
        {
            await page.Keyboard.PressAsync(key);
        }
    }

    private static async Task<LocatorBoundingBoxResult> BoxAsync(IPage page, string selector) =>
        (await page.Locator(selector).First.BoundingBoxAsync())!;
}
