using System.Text.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Discovitas.S3.BrowserTests;

/// <summary>A form whose file inputs have <c>data-s3-upload</c>, with the module's tag and without scripts.</summary>
public sealed class FormTests
{
    private static readonly FilePayload Picture = File("me.txt", 2000);

    [BrowserTheory]
    [InlineData("")]
    [InlineData("data-s3-upload-on=submit")]
    [InlineData("data-s3-upload-via=form")]
    public async Task AChosenFile_IsUploaded_AndTheFormPostsItsKeyAndUrl(string attributes)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, attributes);

        await page.Locator("#picture").SetInputFilesAsync(Picture);
        await Expect(page.Locator(".s3-upload > li")).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var posted = await PostedAsync(page);

        var key = (await site.Store.KeysAsync()).Should().ContainSingle().Subject;
        posted.Should().Contain("name", "Ada").And.Contain("picture.key", key);
        posted["picture.url"].Should().EndWith(key);
        posted.Should().NotContainKey("picture");
    }

    [BrowserFact]
    public async Task SeveralFiles_ArePostedAsAList_WithoutThoseThatWereCancelled()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, "multiple");
        site.Instead = request => request.Query["filename"] == "2.txt" ? new Silence() : null;

        await page.Locator("#picture").SetInputFilesAsync([File("1.txt", 10), File("2.txt", 20), File("3.txt", 30)]);
        await Expect(page.Locator("[data-state=stored]")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel: 2.txt" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var posted = await PostedAsync(page);

        posted.Keys.Where(name => name.StartsWith("picture", StringComparison.Ordinal))
            .Should().BeEquivalentTo("picture[0].key", "picture[0].url", "picture[1].key", "picture[1].url");
        (await site.Store.KeysAsync()).Should().BeEquivalentTo(posted["picture[0].key"], posted["picture[1].key"]);
    }

    [BrowserFact]
    public async Task ARejectedFile_IsExplained_AndTheFormWaits()
    {
        var limit = 1000;
        await using var site = await Site.StartAsync(StoreKind.Local, options =>
            options.BeforeUpload = (upload, _) =>
                ValueTask.FromResult(upload.Size > limit ? new UploadRejection("At most 1000 bytes.") : null));
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site);

        await page.Locator("#picture").SetInputFilesAsync(Picture);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("At most 1000 bytes.")).ToBeVisibleAsync();
        page.Url.Should().EndWith("/form?attributes=&action=");
        limit = 5000;
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        (await PostedAsync(page)).Should().ContainKey("picture.key");
    }

    [BrowserFact]
    public async Task ARequiredFile_ThatIsTakenAway_IsStillRequired()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, "required");
        await page.Locator("#picture").SetInputFilesAsync(Picture);
        await Expect(page.Locator("[data-state=stored]")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: me.txt" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        (await page.EvaluateAsync<bool>("() => document.querySelector('#picture').validity.valueMissing"))
            .Should().BeTrue();
        await page.Locator("#picture").SetInputFilesAsync(Picture);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        (await PostedAsync(page)).Should().ContainKey("picture.key");
    }

    [BrowserFact]
    public async Task AFileThatIsTakenAway_IsNotPosted()
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxFileSize = 1000);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site);

        await page.Locator("#picture").SetInputFilesAsync(Picture);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: me.txt" }).ClickAsync();
        await Expect(page.Locator("#picture")).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        (await PostedAsync(page)).Keys.Should().NotContain(name => name.StartsWith("picture"));
    }

    [BrowserTheory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFormThatPostsToTheEndpoint_ReturnsToThePage_WithOrWithoutScripts(bool hasScripts)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync(new() { JavaScriptEnabled = hasScripts });
        var page = await OpenAsync(context, site, action: "/uploads");

        await page.Locator("#picture").SetInputFilesAsync(Picture);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await page.WaitForURLAsync("**/module?**");

        var key = (await site.Store.KeysAsync()).Should().ContainSingle().Subject;
        page.Url.Should().Be($"{site.Origin}/module?from=form&uploadKey={Uri.EscapeDataString(key)}");
    }

    [BrowserFact]
    public async Task ARejectedFileWithoutScripts_ReturnsToThePageWithTheCode()
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxFileSize = 1000);
        await using var context = await Chromium.NewContextAsync(new() { JavaScriptEnabled = false });
        var page = await OpenAsync(context, site, action: "/uploads");

        await page.Locator("#picture").SetInputFilesAsync(Picture);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await page.WaitForURLAsync("**/module?from=form&uploadError=too-large");
        await site.Store.ShouldBeEmptyAsync();
    }

    [BrowserTheory]
    [InlineData("light", 800)]
    [InlineData("dark", 800)]
    [InlineData("light", 360)]
    [InlineData("dark", 360)]
    public async Task TheForm_FitsItsScreen(string scheme, int width)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxFileSize = 1000);
        await using var context = await Chromium.NewContextAsync(new()
        {
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 700 },
        });
        var page = await OpenAsync(context, site, "multiple");
        site.Instead = request => request.Query["filename"] == "under way.txt" ? new Silence() : null;

        await page.Locator("#picture").SetInputFilesAsync(
            [File("stored.txt", 10), File($"{new string('a', 120)} too large.txt", 2000), File("under way.txt", 950)]);
        await Expect(page.Locator("[data-state=stored]")).ToHaveCountAsync(1);
        await Expect(page.Locator("[data-state=failed]")).ToHaveCountAsync(1);
        await Screenshots.TakeAsync(page, $"form-{scheme}-{width}");

        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue();
    }

    private static FilePayload File(string name, int size) =>
        new() { Name = name, MimeType = "text/plain", Buffer = Bytes(size) };

    private static async Task<IPage> OpenAsync(
        IBrowserContext context, Site site, string attributes = "", string action = "")
    {
        var page = await context.NewPageAsync();
        await page.GotoAsync(
            $"{site.Origin}/form?attributes={Uri.EscapeDataString(attributes)}&action={Uri.EscapeDataString(action)}");
        return page;
    }

    private static async Task<Dictionary<string, string>> PostedAsync(IPage page)
    {
        await page.WaitForURLAsync("**/profile");
        return JsonSerializer.Deserialize<Dictionary<string, string>>(await page.Locator("body").InnerTextAsync())!;
    }
}
