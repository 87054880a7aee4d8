using System.Text.Json;
using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A page with the module that the endpoints serve, in a browser context of its own.</summary>
internal sealed class ModulePage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly IPage _page;

    private ModulePage(IBrowserContext context, IPage page)
    {
        _context = context;
        _page = page;
    }

    /// <param name="site">The site, whose certificate the page trusts.</param>
    /// <param name="origin">Where the page is; null for the site's own origin.</param>
    internal static async Task<ModulePage> OpenAsync(Site site, string? origin = null)
    {
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions { IgnoreHTTPSErrors = true });
        var page = await context.NewPageAsync();
        await page.GotoAsync((origin ?? site.Origin) + "/module");
        return new ModulePage(context, page);
    }

    /// <param name="name">The file's name.</param>
    /// <param name="type">The file's type.</param>
    /// <param name="size">The file's size.</param>
    /// <param name="options">The module's options, beside the endpoint.</param>
    internal async Task<ModuleOutcome> UploadAsync(string name, string type, int size, object? options = null)
    {
        await StartAsync(name, type, size, options);
        return await OutcomeAsync();
    }

    internal Task StartAsync(string name, string type, int size, object? options = null) =>
        _page.EvaluateAsync("file => window.page.start(file)", new { name, type, size, options });

    internal Task CancelAsync() => _page.EvaluateAsync("() => window.page.cancel()");

    internal async Task<ModuleOutcome> OutcomeAsync()
    {
        await _page.WaitForFunctionAsync("() => window.page.ended");
        var outcome = await _page.EvaluateAsync<string>(
            "() => JSON.stringify({ ...window.page.result, progress: window.page.progress })");
        return JsonSerializer.Deserialize<ModuleOutcome>(outcome, JsonSerializerOptions.Web)!;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
