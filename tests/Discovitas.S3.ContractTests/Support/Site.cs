using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.ContractTests.Support;

/// <summary>An app on a free port that stores what it receives in a store of the tests.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private Site(WebApplication app)
    {
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    internal static async Task<Site> StartAsync(Store store)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(store.Service);
        builder.Services.AddS3Uploads(settings => settings.PointTo(store.Settings));
        var app = builder.Build();
        app.MapS3Uploads("/uploads", options =>
        {
            options.AllowDirectUploads = false;
            options.Folder = _ => store.Folder;
        }).DisableAntiforgery();
        await app.StartAsync();
        return new Site(app);
    }

    /// <summary>Sends a file in a form.</summary>
    internal async Task<HttpStatusCode> PostAsync(byte[] bytes)
    {
        using var form = new MultipartFormDataContent();
        form.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new("text/plain") } }, "file", "a.txt");
        using var response = await _http.PostAsync(new Uri("/uploads", UriKind.Relative), form);
        return response.StatusCode;
    }

    /// <summary>Sends a file as a body.</summary>
    internal async Task<HttpStatusCode> PutAsync(byte[] bytes)
    {
        using var body = new ByteArrayContent(bytes);
        using var response = await _http.PutAsync(new Uri("/uploads/a.txt", UriKind.Relative), body);
        return response.StatusCode;
    }

    /// <summary>Sends a file as a body, in a request that may be repeated.</summary>
    internal async Task<(HttpStatusCode Status, string Body)> PutAsync(byte[] bytes, string idempotencyKey)
    {
        using var body = new ByteArrayContent(bytes);
        body.Headers.Add("Idempotency-Key", idempotencyKey);
        using var response = await _http.PutAsync(new Uri("/uploads/a.txt", UriKind.Relative), body);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.DisposeAsync();
    }
}
