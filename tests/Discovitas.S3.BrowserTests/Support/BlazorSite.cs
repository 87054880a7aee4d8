using Discovitas.S3.BrowserTests.Blazor;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A Blazor app with the upload routes, and a page of it in Chromium.</summary>
internal sealed class BlazorSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IBrowserContext _context;

    private BlazorSite(WebApplication app, Network network, Store store, IBrowserContext context, IPage page)
    {
        _app = app;
        Network = network;
        Store = store;
        _context = context;
        Page = page;
    }

    internal Store Store { get; }

    /// <summary>Gets what is between the browser and the app, not the store.</summary>
    internal Network Network { get; }

    internal IPage Page { get; }

    internal ILocator Input => Page.GetByLabel("Pictures", new() { Exact = true });

    internal ILocator Events => Page.Locator("#events");

    internal static async Task<BlazorSite> OpenAsync(
        string path, Action<S3UploadOptions>? configure = null, BrowserNewContextOptions? screen = null)
    {
        var store = await Store.OpenAsync(StoreKind.Local);
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddS3Uploads(settings => settings.PointTo(store.Settings));
        builder.Services.AddRazorComponents().AddInteractiveServerComponents();
        builder.Services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        var app = builder.Build();
        app.UseAntiforgery();
        app.MapS3Uploads("/uploads", configure);
        var script = Path.Combine(AppContext.BaseDirectory, "Blazor", "blazor.web.js");
        app.MapGet("/_framework/blazor.web.js", () => Results.File(script, "text/javascript")).WithOrder(-1);
        app.MapRazorComponents<BlazorApp>().AddInteractiveServerRenderMode();
        await app.StartAsync();
        var network = new Network(app.Urls.First());
        await store.AllowAsync(network.Origin, "ETag", "Location");
        var context = await Chromium.NewContextAsync(screen);
        var page = await context.NewPageAsync();
        await page.GotoAsync(network.Origin + path);
        return new BlazorSite(app, network, store, context, page);
    }

    /// <summary>Chooses files once the page is ready for them.</summary>
    internal async Task ChooseAsync(params FilePayload[] files)
    {
        await Assertions.Expect(Input).ToBeEnabledAsync();
        await Input.SetInputFilesAsync(files);
    }

    internal Task PressAsync(string button) =>
        Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Network.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
    }
}
