using System.Globalization;
using System.Text.Json;
using Discovitas.S3.Images.Tests.Support;
using Microsoft.AspNetCore.Http;
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

    [BrowserTheory]
    [InlineData("")]
    [InlineData("required data-s3-upload-on=submit")]
    public async Task ARejectedFile_IsExplained_AndTheFormWaitsForAnother(string attributes)
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options =>
            options.BeforeUpload = (upload, _) =>
                ValueTask.FromResult(upload.Size > 1000 ? new UploadRejection("At most 1000 bytes.") : null));
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, attributes);
        var save = page.GetByRole(AriaRole.Button, new() { Name = "Save" });
        var choose = page.GetByRole(AriaRole.Button, new() { Name = "Choose another file: me.txt" });

        await page.Locator("#picture").SetInputFilesAsync(Picture);
        await save.ClickAsync();
        await Expect(page.GetByText("At most 1000 bytes.")).ToBeVisibleAsync();
        await Expect(choose).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("The form is not sent yet");
        page.Url.Should().EndWith($"/form?attributes={Uri.EscapeDataString(attributes)}&action=");

        await ChooseOtherAsync(page, Picture.Name, File(Picture.Name, 900));
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        await save.ClickAsync();

        (await PostedAsync(page)).Should().ContainKey("picture.key");
        (await site.Store.KeysAsync()).Should().ContainSingle();
    }

    [BrowserFact]
    public async Task AnotherFile_TakesThePlaceOfOneThatIsRejected_AndTheOthersStay()
    {
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxFileSize = 1000);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, "multiple accept=.txt");
        await page.Locator("#picture").SetInputFilesAsync(
            [File("1.txt", 10), File("2.txt", 2000), File("3.txt", 30), File("4.txt", 4000)]);
        await Expect(page.Locator("[data-state=failed]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-state=stored]")).ToHaveCountAsync(2);
        var before = await site.Store.KeysAsync();

        await ChooseOtherAsync(page, "2.txt", File("other.txt", 20));
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "other.txt" })).ToBeFocusedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove: 4.txt" }).ClickAsync();
        await Expect(page.Locator("[data-state=stored] .s3-upload-name"))
            .ToHaveTextAsync(["1.txt", "other.txt", "3.txt"]);
        (await page.EvaluateAsync<string[]>("() => [...document.querySelector('#picture').files].map(f => f.name)"))
            .Should().Equal("1.txt", "other.txt", "3.txt");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        var posted = await PostedAsync(page);

        (await site.Store.KeysAsync()).Should().HaveCount(3).And.Contain(before)
            .And.BeEquivalentTo(posted["picture[0].key"], posted["picture[1].key"], posted["picture[2].key"]);
    }

    [BrowserFact]
    public async Task TryingAgain_IsOfferedOnlyWhereItMayHelp()
    {
        string[] final =
        [
            "413 too-large", "413 ", "415 content-type-not-allowed", "415 image-not-supported",
            "422 content-type-mismatch", "422 invalid-image", "422 image-too-large",
            "422 rejected", "422 rejected-by-inspector",
        ];
        string[] temporary =
        [
            "401 ", "400 antiforgery", "403 not-yours", "404 missing-upload", "422 incomplete", "422 length-mismatch",
            "429 quota-exceeded", "502 store-failed",
        ];
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, "multiple");
        site.Instead = request => request.Query["filename"].ToString().Split(' ', 3) is [var status, var code, _]
            ? Results.Json(
                new { code, detail = "The reason." }, statusCode: int.Parse(status, CultureInfo.InvariantCulture))
            : null;

        await page.Locator("#picture").SetInputFilesAsync(
            final.Concat(temporary).Select(problem => File($"{problem} .txt", 10)));

        await Expect(page.Locator("[data-state=failed]")).ToHaveCountAsync(final.Length + temporary.Length);
        await ShouldOfferAsync("Choose another file", final);
        await ShouldOfferAsync("Try again", temporary);

        Task ShouldOfferAsync(string action, string[] problems) =>
            Expect(page.Locator("li", new() { Has = page.GetByRole(AriaRole.Button, new() { Name = action }) })
                .Locator(".s3-upload-name")).ToHaveTextAsync(problems.Select(problem => $"{problem} .txt"));
    }

    [BrowserTheory]
    [InlineData("", 0, false)]
    [InlineData("", 0, true)]
    [InlineData("", 500, true)]
    [InlineData("", 1500, true)]
    [InlineData("data-s3-upload-via='form'", 0, false)]
    [InlineData("data-s3-upload-remove-metadata", 0, false)]
    public async Task AFileThatIsGoneOrChanged_IsUnreadable(string attributes, int newSize, bool isStarted)
    {
        using var file = new TemporaryFile(1000);
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, $"data-s3-upload-on='submit' {attributes}");
        await page.Locator("#picture").SetInputFilesAsync(file.Path);
        site.Instead = _ => Change();
        if (!isStarted)
        {
            Change();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.Locator("[data-state=failed]")).ToContainTextAsync("The file cannot be read.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose another file" })).ToBeVisibleAsync();

        IResult? Change()
        {
            file.Resize(newSize);
            return null;
        }
    }

    [BrowserTheory]
    [InlineData(500, "The server is not ready. The upload goes on by itself.")]
    [InlineData(429, "The server is not ready. The upload goes on by itself.")]
    [InlineData(0, "No connection. The upload goes on by itself.")]
    public async Task WhileAFileWaits_TheReasonIsShown(int status, string message)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, "");
        await page.RouteAsync("**/s3/params*", route => status == 0
            ? route.AbortAsync()
            : route.FulfillAsync(new() { Status = status }));

        await page.Locator("#picture").SetInputFilesAsync(File("notes.txt", 10));

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync(message);
    }

    [BrowserFact]
    public async Task APictureThatIsRejectedBeforeItIsSent_IsNotTriedAgain()
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        await using var context = await Chromium.NewContextAsync();
        var page = await OpenAsync(context, site, "multiple data-s3-upload-remove-metadata");

        await page.Locator("#picture").SetInputFilesAsync(
        [
            Jpeg("damaged.jpg", Samples.FullJpeg[..^50]), Jpeg("scan.tiff", [.. "MM\0* and more"u8]),
            Jpeg("empty.jpg", []), Jpeg("page.jpg", [.. "<html>"u8]),
        ]);

        await Expect(page.GetByText("The picture is damaged.")).ToBeVisibleAsync();
        await Expect(page.GetByText("removed: only that of JPEG, PNG, GIF and WebP pictures can.")).ToBeVisibleAsync();
        await Expect(page.GetByText("removed: the file is empty.")).ToBeVisibleAsync();
        await Expect(page.GetByText("removed: the file does not begin as JPEG")).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose another file" })).ToHaveCountAsync(4);
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Try again" })).ToHaveCountAsync(0);
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
        await using var site = await Site.StartAsync(StoreKind.Local, options => options.MaxFileSize = 2000);
        await using var context = await Chromium.NewContextAsync(new()
        {
            ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = width, Height = 700 },
        });
        var page = await OpenAsync(context, site, "multiple data-s3-upload-remove-metadata");
        site.Instead = request => request.Query["filename"] == "under way.jpg" ? new Silence() : null;

        await page.Locator("#picture").SetInputFilesAsync(
        [
            Jpeg("IMG_20260704_101112.jpg", Samples.FullJpeg), Jpeg("damaged.jpg", Samples.FullJpeg[..^50]),
            Jpeg("IMG_20260704_101113.jpg", Samples.FullJpeg), File("scan.tiff", 100),
            Jpeg("under way.jpg", Samples.FullJpeg), File($"{new string('a', 120)} too large.txt", 2001),
        ]);
        await Expect(page.Locator("[data-state=stored]")).ToHaveCountAsync(2);
        await Expect(page.Locator("[data-state=failed]")).ToHaveCountAsync(3);
        await Screenshots.TakeAsync(page, $"form-{scheme}-{width}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel: under way.jpg" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Screenshots.TakeAsync(page, $"form-{scheme}-{width}-save");

        (await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth")).Should().BeTrue();
    }

    private static async Task ChooseOtherAsync(IPage page, string name, FilePayload other)
    {
        var button = page.GetByRole(AriaRole.Button, new() { Name = $"Choose another file: {name}" });
        var chooser = await page.RunAndWaitForFileChooserAsync(() => button.ClickAsync());
        chooser.IsMultiple.Should().BeFalse();
        await chooser.SetFilesAsync(other);
    }

    private static FilePayload Jpeg(string name, byte[] bytes) =>
        new() { Name = name, MimeType = "image/jpeg", Buffer = bytes };

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
