using System.Collections.Concurrent;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>An app whose pages show one private file, by a signed URL and through the app.</summary>
internal sealed class DeliverySite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LocalS3Server _store;
    private readonly ConcurrentQueue<string> _ranges = new();
    private string _key = "";

    private DeliverySite(WebApplication app, LocalS3Server store)
    {
        (_app, _store) = (app, store);
        _store.Faults = call =>
        {
            Reads += call.Operation is S3Operation.GetObject ? 1 : 0;
            return null;
        };
        _app.MapGet("/redirected", () => S3Results.Redirect(
            _key, TimeSpan.FromMinutes(10), new S3RedirectOptions { StableFor = TimeSpan.FromMinutes(30) }));
        _app.MapMethods("/streamed", ["GET", "HEAD"], (HttpContext http) =>
        {
            _ranges.Enqueue($"{http.Request.Headers.Range}");
            return S3Results.Stream(_key);
        });
        _app.MapGet("/page", (string element) =>
            Results.Content($"<!doctype html><title>File</title>{element}", "text/html"));
    }

    /// <summary>Gets the number of times that somebody has read the file from the store.</summary>
    internal int Reads { get; private set; }

    /// <summary>Gets the ranges that were requested from the app, in order.</summary>
    internal IReadOnlyCollection<string> Ranges => _ranges;

    internal static async Task<DeliverySite> StartAsync(FileUploadRequest file)
    {
        var store = await LocalS3Server.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddS3Uploads(settings => settings.PointTo(store.CreateSettings()));
        var site = new DeliverySite(builder.Build(), store);
        await site._app.StartAsync();
        site._key = (await site._app.Services.GetRequiredService<S3Service>().StoreAsync(file)).Key;
        return site;
    }

    internal string Page(string element) => $"{_app.Urls.First()}/page?element={Uri.EscapeDataString(element)}";

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }
}
