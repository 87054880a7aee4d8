using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// Pictures for people to look at, in the folder that <c>BROWSER_SCREENSHOTS</c> names; none without it.
/// </summary>
internal static class Screenshots
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("BROWSER_SCREENSHOTS");

    internal static async Task TakeAsync(IPage page, string name, bool fullPage = true)
    {
        if (Folder is { Length: > 0 })
        {
            await page.ScreenshotAsync(
                new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png"), FullPage = fullPage });
        }
    }
}
