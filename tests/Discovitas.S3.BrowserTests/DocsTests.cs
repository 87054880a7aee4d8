using Discovitas.S3.TestSupport.Docs;
using Microsoft.AspNetCore.Http;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Discovitas.S3.BrowserTests;

/// <summary>The examples in JavaScript and HTML of the package's pages.</summary>
public sealed class DocsTests
{
    private const string Package = "src/Discovitas.S3.AspNetCore/";

    private const string OfScript = """
        export {}
        declare const input: { files: FileList }, bar: HTMLProgressElement, cancelButton: HTMLButtonElement, file: File
        declare const show: (text: string) => void, showAll: Function, showOne: Function
        declare const addCancelButton: Function, showResult: Function

        """;

    private const string OfUppy = """
        import AwsS3 from '@uppy/aws-s3'
        import Uppy from '@uppy/core'
        import XHRUpload from '@uppy/xhr-upload'
        declare const uppy: Uppy<any, any>, token: string

        """;

    private static readonly FilePayload Picture = new() { Name = "me.txt", MimeType = "text/plain", Buffer = Bytes(9) };

    [BrowserFact]
    public async Task EveryExampleOfTheScript_HasTheTypesOfTheModule()
    {
        var examples = new MarkdownPage(Package + "docs/script.md").ExamplesIn("js");
        var module = Path.Combine(Repository.Root, Package, "Browser", "discovitas-s3.d.ts");

        examples.Should().HaveCount(5);
        await TypeScript.CheckAsync(
            "uppy5", examples.Select(example => Imported(example) + OfScript + example), module);
    }

    // Which majors of Uppy each example is for, in their order on the page.
    [BrowserTheory]
    [InlineData("uppy5", 0, 3, 4)]
    [InlineData("uppy6", 1, 2, 3, 4)]
    public async Task EveryExampleForUppy_HasTheTypesOfItsMajor(string uppy, params int[] numbers)
    {
        var examples = new MarkdownPage(Package + "docs/direct-uploads.md").ExamplesIn("js");

        examples.Should().HaveCount(5);
        await TypeScript.CheckAsync(uppy, numbers.Select(number => OfUppy + examples[number]));
    }

    [BrowserTheory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task EveryFormOfTheScript_Works(int number, bool javaScript)
    {
        await using var site = await Site.StartAsync(StoreKind.Local);
        var form = new MarkdownPage(Package + "docs/script.md").ExamplesIn("html")[number];
        site.Instead = request => (request.Method + request.Path) switch
        {
            "GET/example" => Page(form, site.TokenFor(request.HttpContext)),
            "GET/profile" => Results.Text($"{request.Query["uploadKey"]}"),
            _ => null,
        };
        await using var context = await Chromium.NewContextAsync(new() { JavaScriptEnabled = javaScript });
        var page = await context.NewPageAsync();
        await page.GotoAsync(site.Origin + "/example");

        await page.Locator("input[type=file]").SetInputFilesAsync(Picture);
        if (javaScript)
        {
            await Expect(page.Locator("[data-state=stored]")).ToHaveCountAsync(1);
        }

        await page.GetByRole(AriaRole.Button, new() { Name = javaScript ? "Save" : "Upload" }).ClickAsync();
        await page.WaitForURLAsync("**/profile*");

        var key = (await site.Store.KeysAsync()).Should().ContainSingle().Subject;
        (await page.Locator("body").InnerTextAsync()).Should().Contain(key);
    }

    // An example that only goes on with what another has started does not import it again.
    private static string Imported(string example) =>
        example.Contains("upload(", StringComparison.Ordinal) && !example.Contains("import ", StringComparison.Ordinal)
            ? "import { upload } from '/uploads/discovitas-s3.js'\n"
            : "";

    private static IResult Page(string form, string token) => Results.Content(
        "<!doctype html><meta charset=utf-8>" + form.Replace("…", token, StringComparison.Ordinal), "text/html");
}
