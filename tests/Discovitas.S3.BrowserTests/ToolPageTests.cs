using System.Text;
using Microsoft.Playwright;
using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Microsoft.Playwright.Assertions;

namespace Discovitas.S3.BrowserTests;

/// <summary>The page of the tool, as somebody uses it who has just started it.</summary>
public sealed class ToolPageTests(SharedTool tool) : IClassFixture<SharedTool>
{
    private static readonly byte[] Picture = Convert.FromBase64String(
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    [BrowserTheory]
    [InlineData("Straight to the store")]
    [InlineData("Through the server")]
    public async Task FilesThatAreChosen_AreStoredShownAndDeleted(string way)
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context);
        await Screenshots.TakeAsync(page, "empty");
        await page.GetByText(way, new() { Exact = true }).ClickAsync();

        await page.Locator("#input").SetInputFilesAsync(
            [File("notes.txt", "text/plain", Bytes(3000)), File("picture.png", "image/png", Picture)]);

        await Expect(page.Locator(".card.done")).ToHaveCountAsync(2);
        await Expect(page.Locator(".card.done").Filter(new() { HasText = "picture.png" }).Locator(".state"))
            .ToContainTextAsync("1 × 1 pixels · location and other metadata removed");
        await Expect(page.GetByText("metadata")).ToHaveCountAsync(1);
        await Screenshots.TakeAsync(page, $"stored {way}");
        var url = await page.GetByRole(AriaRole.Link, new() { Name = "Open: notes.txt" }).GetAttributeAsync("href");
        using var http = new HttpClient();
        (await http.GetByteArrayAsync(url)).Should().Equal(Bytes(3000));

        await page.ReloadAsync();
        await Expect(page.Locator(".card.done")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete: notes.txt" }).ClickAsync();
        await Screenshots.TakeAsync(page, "delete");
        await page.Locator("#confirm").GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.Locator(".card")).ToHaveCountAsync(1);
        (await http.GetAsync(url)).IsSuccessStatusCode.Should().BeFalse();
    }

    [BrowserTheory]
    [InlineData("Straight to the store")]
    [InlineData("Through the server")]
    public async Task APictureThatIsDamaged_IsRejected_AndTryingAgainIsNotOffered(string way)
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context);
        await page.GetByText(way, new() { Exact = true }).ClickAsync();

        await page.Locator("#input").SetInputFilesAsync(File("picture.png", "image/png", Picture[..^10]));

        await Expect(page.Locator(".card.failed .what")).ToHaveTextAsync("The picture is damaged or incomplete.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToHaveCountAsync(0);
        await Screenshots.TakeAsync(page, $"damaged {way}");
        await page.ReloadAsync();
        await Expect(page.GetByText("Nothing here yet.")).ToBeVisibleAsync();
    }

    [BrowserFact]
    public async Task FilesOfWhichSomeAreRejected_AreSummedUp_AndEachSaysWhy()
    {
        await using var context = await Chromium.NewContextAsync(
            new() { ViewportSize = new() { Width = 380, Height = 800 } });
        var page = await OpenAsync(context);
        var frames = Enumerable.Repeat(GifFrame(1, 1), 1199).SelectMany(frame => frame).ToArray();
        const string Taken = "IMG_20260704_101112.png";

        await page.Locator("#input").SetInputFilesAsync(
        [
            File(Taken, "image/png", Picture), File("many.gif", "image/gif", GifOf(frames)),
            File("a.png", "image/png", Picture),
        ]);

        await Expect(page.Locator("#overall-text")).ToHaveTextAsync("2 of 3 files uploaded, 1 failed");
        await Expect(page.Locator(".card.failed .what")).ToHaveTextAsync("The picture is too large.");
        await Expect(page.Locator(".card.failed .why"))
            .ToHaveTextAsync("At most 1000 frames are allowed, and it has 1200 frames. Send one with fewer frames.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToHaveCountAsync(0);
        await Screenshots.TakeAsync(page, "some rejected");
        (await page.GetByTitle(Taken).Locator(".end").EvaluateAsync<bool>(
            "end => end.getBoundingClientRect().right <= end.closest('.card').getBoundingClientRect().right"))
            .Should().BeTrue("the number of a picture is at the end of its name");
        await Expect(page.GetByTitle(Taken).Locator(".end")).ToHaveTextAsync("4_101112.png");
    }

    [BrowserFact]
    public async Task AFileThatIsDropped_IsStored()
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context);
        var dropped = await page.EvaluateHandleAsync(
            """
            () => {
              const transfer = new DataTransfer()
              transfer.items.add(new File(['hello'], 'dropped.txt', { type: 'text/plain' }))
              return transfer
            }
            """);

        await page.DispatchEventAsync("main", "dragover", new { dataTransfer = dropped });
        await Expect(page.GetByText("Drop to upload")).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "dragging");
        await page.DispatchEventAsync("main", "drop", new { dataTransfer = dropped });

        await Expect(page.Locator(".card.done")).ToContainTextAsync("dropped.txt");
        await Expect(page.GetByText("Drop to upload")).ToBeHiddenAsync();
    }

    [BrowserFact]
    public async Task TheKeyboardAlone_ChoosesUploadsAndDeletes()
    {
        await using var context = await Chromium.NewContextAsync();
        var chosen = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);

        // Before the page is there: the browser is told, without an answer, that choosers are ours.
        var page = await OpenAsync(context, (_, chooser) => chosen.SetResult(chooser));

        await page.Keyboard.PressAsync("Tab");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Skip to the files" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await Expect(page.Locator("#input")).ToBeFocusedAsync();
        await Screenshots.TakeAsync(page, "focus");
        await page.Keyboard.PressAsync("Enter");
        await (await chosen.Task.WaitAsync(TimeSpan.FromMinutes(1)))
            .SetFilesAsync(File("notes.txt", "text/plain", Bytes(3000)));
        await Expect(page.Locator(".card.done")).ToHaveCountAsync(1);

        var delete = page.GetByRole(AriaRole.Button, new() { Name = "Delete: notes.txt" });
        for (var presses = 0; presses < 10 && !await HasFocusAsync(delete); presses++)
        {
            await page.Keyboard.PressAsync("Tab");
        }

        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#confirm").GetByRole(AriaRole.Button, new() { Name = "Keep" })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".card")).ToHaveCountAsync(0);
        await Expect(page.Locator("#files-title")).ToBeFocusedAsync();
    }

    [BrowserFact]
    public async Task AnUploadThatIsUnderWay_ShowsItsProgressAndCanBeCancelled()
    {
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context);
        await SlowDownAsync(page);

        await page.Locator("#input").SetInputFilesAsync(File("film.mp4", "video/mp4", Bytes(12 * MiB)));

        await Expect(page.Locator(".state")).ToContainTextAsync("left");
        await Expect(page.GetByRole(AriaRole.Progressbar, new() { Name = "Upload of film.mp4" })).ToBeVisibleAsync();
        await Screenshots.TakeAsync(page, "progress");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel: film.mp4" }).ClickAsync();
        await Expect(page.Locator(".state")).ToContainTextAsync("cancelled, nothing was stored");
        await page.ReloadAsync();
        await Expect(page.GetByText("Nothing here yet.")).ToBeVisibleAsync();
    }

    [BrowserTheory]
    [InlineData("phone", 360, ColorScheme.Light)]
    [InlineData("phone dark", 360, ColorScheme.Dark)]
    [InlineData("desktop dark", 1280, ColorScheme.Dark)]
    public async Task OnAnyScreen_NothingIsWiderThanThePage(string name, int width, ColorScheme scheme)
    {
        await using var context = await Chromium.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 740 },
            ColorScheme = scheme,
            DeviceScaleFactor = 2,
        });
        var page = await OpenAsync(context);
        var longName = new StringBuilder().Insert(0, "very-long-name-", 12) + ".txt";

        await page.Locator("#input").SetInputFilesAsync(
            [File(
                longName,
                "text/plain",
                Bytes(3000)), File(FileNames.ManyScripts,
                "text/plain",
                []), File("picture.png",
                "image/png",
                Picture)]);
        await Expect(page.Locator(".card.done")).ToHaveCountAsync(3);
        await page.RouteAsync("**/*", request => request.FulfillAsync(new()
        {
            Status = 403,
            ContentType = "application/problem+json",
            Body = """{"code":"not-yours","title":"This upload is not yours","message":"Start it again."}""",
        }));
        await page.Locator("#input").SetInputFilesAsync(File("rejected.txt", "text/plain", Bytes(3000)));
        await Expect(page.Locator(".card.failed")).ToContainTextAsync("This upload is not yours.");
        await page.UnrouteAllAsync();
        await page.RouteAsync("**/*", request => request.AbortAsync("connectionrefused"));
        await page.Locator("#input").SetInputFilesAsync(File("late.txt", "text/plain", Bytes(3000)));
        await Expect(page.Locator(".card", new() { HasText = "late.txt" })).ToContainTextAsync("trying again");

        await Screenshots.TakeAsync(page, name);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"))
            .Should().BeLessThanOrEqualTo(width);
    }

    // The page of a tool that has no files yet.
    private async Task<IPage> OpenAsync(IBrowserContext context, EventHandler<IFileChooser>? onChooser = null)
    {
        var url = await tool.EmptyAsync();
        var page = await context.NewPageAsync();
        if (onChooser is not null)
        {
            page.FileChooser += onChooser;
        }

        await page.GotoAsync(url);
        await Expect(page.Locator("#place")).ToContainTextAsync("the embedded S3");
        return page;
    }

    // Expect would wait for it.
    private static Task<bool> HasFocusAsync(ILocator element) =>
        element.EvaluateAsync<bool>("element => element === document.activeElement");

    // 200 KiB in a second, so that there is something to see.
    private static async Task SlowDownAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false,
            ["latency"] = 0,
            ["downloadThroughput"] = -1,
            ["uploadThroughput"] = 200 * 1024,
        });
    }

    private static FilePayload File(string name, string type, byte[] bytes) =>
        new() { Name = name, MimeType = type, Buffer = bytes };
}
