using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// One browser for the whole run. It ends with the process: its driver ends when its standard input does, and takes it
/// along.
/// </summary>
internal static class Chromium
{
    // For a machine with much else to do: no test waits for time to pass.
    private const float PatienceMilliseconds = 60_000;

    private static readonly Lazy<Task<IBrowser>> Browser = new(LaunchAsync);

    internal static async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions? options = null)
    {
        var context = await (await Browser.Value).NewContextAsync(options);
        context.SetDefaultTimeout(PatienceMilliseconds);
        return context;
    }

    private static async Task<IBrowser> LaunchAsync()
    {
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Programs.Chromium,
            // A container's root has no sandbox, and little in /dev/shm.
            Args = Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
                ? ["--no-sandbox", "--disable-dev-shm-usage"]
                : [],
        });
    }
}
