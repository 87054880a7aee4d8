using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.TestSupport.Processes;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Discovitas.S3.BrowserTests;

/// <summary>The console of the tool's S3.</summary>
public sealed class ConsoleTests
{
    private const string Html = "<script>document.title = 'run'</script>";

    [BrowserFact]
    public async Task WhatIsStored_IsShownAndFound()
    {
        await using var tool = await ToolProcess.StartAsync(["serve", "--port", "0"]);
        using var client = Client(tool.Url);
        await PutAsync(client, "<img src=x onerror=document.title='run'>.html", Html);
        await PutAsync(client, "docs/2026/cat.html", Html);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, tool.Console);
        await Screenshots.TakeAsync(page, "console objects");

        await Row(page, "<img").ClickAsync();
        await Expect(page.Locator("#details pre")).ToHaveTextAsync(Html);
        await page.Keyboard.PressAsync("Escape");
        await Row(page, "docs/").ClickAsync();
        await Row(page, "2026/").ClickAsync();
        await Expect(Row(page, "cat.html")).ToBeVisibleAsync();
        await page.GoBackAsync();
        await Expect(Row(page, "2026/")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("CAT");

        await Expect(Row(page, "docs/2026/cat.html")).ToBeVisibleAsync();
        await Expect(page.Locator("#object-rows li")).ToHaveCountAsync(1);
        (await page.TitleAsync()).Should().StartWith("Console");
    }

    [BrowserFact]
    public async Task ARequestThatFails_AppearsByItselfAndIsExplained()
    {
        await using var tool = await ToolProcess.StartAsync(["serve", "--port", "0"]);
        using var client = Client(tool.Url);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, tool.Console);
        await page.GetByRole(AriaRole.Tab, new() { Name = "Objects" }).FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Expect(page.GetByText("No request yet.")).ToBeVisibleAsync();

        await FluentActions.Awaiting(() => client.GetObjectAsync("local", "missing")).Should().ThrowAsync<Exception>();

        await Row(page, "NoSuchKey").ClickAsync();
        await Expect(page.Locator("#details")).ToContainTextAsync("What to do: Look for it under Objects");
        await Screenshots.TakeAsync(page, "console request");
    }

    [BrowserFact]
    public async Task AStoredPage_CannotReadTheConsole()
    {
        await using var tool = await ToolProcess.StartAsync(["serve", "--port", "0"]);
        using var client = Client(tool.Url);
        await PutAsync(client, "page.html", """
            <script type="module">
              const api = await fetch('/_console/api/requests')
              const page = await (await fetch('/_console/')).text()
              document.title = `${api.status} ${/[0-9a-f]{32}/.test(page.replaceAll(/nonce="[^"]*"/g, ''))}`
            </script>
            """);
        await using var context = await Chromium.NewContextAsync();
        await OpenAsync(context, tool.Console);
        var page = await context.NewPageAsync();

        await page.GotoAsync($"{tool.Url}/local/page.html");

        await Expect(page).ToHaveTitleAsync("401 false");
    }

    private static ILocator Row(IPage page, string text) =>
        page.Locator(".row:visible").Filter(new() { HasText = text });

    private static async Task<IPage> OpenAsync(IBrowserContext context, string url)
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(url);
        await Expect(page.Locator("#server")).ToContainTextAsync("us-east-1");
        return page;
    }

    private static Task<PutObjectResponse> PutAsync(AmazonS3Client client, string key, string content) =>
        client.PutObjectAsync(new PutObjectRequest
        {
            BucketName = "local",
            Key = key,
            ContentBody = content,
            ContentType = "text/html",
        });

    private static AmazonS3Client Client(string url) => new(
        "LOCALDEVELOPMENT",
        "local-development-only",
        new AmazonS3Config { ServiceURL = url, ForcePathStyle = true, AuthenticationRegion = "us-east-1" });
}
