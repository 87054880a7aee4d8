using System.Text.Json;
using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A page with the module that the endpoints serve, in a browser context of its own.</summary>
internal sealed class ModulePage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly string _origin;

    private ModulePage(IBrowserContext context, IPage page, string origin)
    {
        _context = context;
        _origin = origin;
        Page = page;
    }

    internal IPage Page { get; }

    /// <param name="site">The site, whose certificate the page trusts.</param>
    /// <param name="origin">Where the page is; null for the site's own origin.</param>
    /// <param name="user">Who is signed in.</param>
    internal static async Task<ModulePage> OpenAsync(Site site, string? origin = null, string? user = null)
    {
        var context = await Chromium.NewContextAsync(new BrowserNewContextOptions { IgnoreHTTPSErrors = true });
        var page = new ModulePage(context, await context.NewPageAsync(), origin ?? site.Origin);
        await page.SignInAsync(user);
        await page.GoAsync();
        return page;
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

    internal Task StartAsync(
        string name, string type, int size, object? options = null, bool isChanged = false) =>
        Page.EvaluateAsync(
            "file => window.page.start(file)", new { name, type, size, options = options ?? new { }, isChanged });

    /// <summary>Starts the upload of a file of bytes, and of numbers of bytes 0x5A.</summary>
    internal Task StartAsync(string name, string type, object[] content, object options)
    {
        var parts = content.Select(part => part is byte[] bytes ? Convert.ToBase64String(bytes) : part);
        return Page.EvaluateAsync("file => window.page.start(file)", new { name, type, options, parts });
    }

    /// <summary>Uploads a file of these bytes.</summary>
    internal async Task<ModuleOutcome> UploadAsync(string name, string type, byte[] content, object options)
    {
        await StartAsync(name, type, [content], options);
        return await OutcomeAsync();
    }

    internal async Task<ModuleOutcome> UploadAllAsync(object files, object options)
    {
        await Page.EvaluateAsync("all => window.page.startAll(all)", new { files, options });
        return await OutcomeAsync();
    }

    internal Task CancelAsync() => Page.EvaluateAsync("() => window.page.cancel()");

    internal Task PauseAsync() => Page.EvaluateAsync("() => window.page.uploading.pause()");

    internal Task ResumeAsync() => Page.EvaluateAsync("() => window.page.uploading.resume()");

    /// <summary>Waits until the module has waited that often before it tried again.</summary>
    internal Task WaitedAsync(int times) =>
        Page.WaitForFunctionAsync("times => window.page.waits >= times", times);

    /// <summary>Returns what the module finds of interrupted uploads: name and bytes in the store.</summary>
    internal Task<string[]> UnfinishedAsync() => Page.EvaluateAsync<string[]>("() => window.page.unfinished()");

    /// <summary>Signs in, or out.</summary>
    internal async Task SignInAsync(string? user)
    {
        await _context.ClearCookiesAsync(new() { Name = TestLogin.Cookie });
        if (user is not null)
        {
            await _context.AddCookiesAsync([new Cookie { Name = TestLogin.Cookie, Value = user, Url = _origin }]);
        }
    }

    /// <summary>Waits until the module has found out that nobody is signed in, and signs in.</summary>
    internal async Task RenewAsync(string user)
    {
        await Page.WaitForFunctionAsync("() => window.page.renewals > 0");
        await SignInAsync(user);
        await Page.EvaluateAsync("() => window.page.renew()");
    }

    internal async Task ReloadAsync()
    {
        await Page.GotoAsync("about:blank");
        await GoAsync();
    }

    internal async Task<ModuleOutcome> OutcomeAsync()
    {
        await Page.WaitForFunctionAsync("() => window.page.ended");
        var outcome = await Page.EvaluateAsync<string>(
            "() => JSON.stringify({ ...window.page.result, progress: window.page.progress })");
        return JsonSerializer.Deserialize<ModuleOutcome>(outcome, JsonSerializerOptions.Web)!;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    private async Task GoAsync()
    {
        await Page.GotoAsync(_origin + "/module");
        await Page.WaitForFunctionAsync("() => window.page");
    }
}
