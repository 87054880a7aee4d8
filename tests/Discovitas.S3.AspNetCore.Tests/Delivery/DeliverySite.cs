using Discovitas.S3.AspNetCore.Tests.Support;

namespace Discovitas.S3.AspNetCore.Tests.Delivery;

/// <summary>A small app that delivers private files in each way, and a file in its store.</summary>
internal sealed class DeliverySite : IAsyncDisposable
{
    internal const string User = "ann";

    private readonly UploadSite _site;
    private readonly HttpClient _http;

    private DeliverySite(UploadSite site)
    {
        _site = site;
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = site.Url };
    }

    internal UploadSite Site => _site;

    internal static byte[] Bytes { get; } = TestSupport.TestBytes.Bytes(1000);

    internal static async Task<DeliverySite> StartAsync(Action<S3Settings>? settings = null) =>
        new(await UploadSite.StartAsync(new SiteSetup
        {
            Settings = settings,
            Services = services => services
                .AddOutputCache(cache => cache.AddBasePolicy(policy => policy.Cache()))
                .AddControllers().AddApplicationPart(typeof(DeliverySite).Assembly),
            Endpoints = Map,
        }));

    internal async Task<string> StoreAsync(
        string type = "image/png", byte[]? bytes = null, string name = "a.png", bool isPending = false)
    {
        var file = await _site.S3.StoreAsync(new FileUploadRequest(name, type, bytes ?? Bytes)
        {
            Folder = User,
            KeepFileName = true,
            CacheControl = "public, max-age=31536000",
            Pending = isPending,
        });
        return file.PendingKey ?? file.Key;
    }

    internal async Task<HttpResponseMessage> SendAsync(
        string path, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _site.DisposeAsync();
    }

    private static void Map(WebApplication app)
    {
        app.UseOutputCache();
        app.MapMethods(
            "/stream/{**key}", ["GET", "HEAD"], (string key) => S3Results.Stream(key));
        app.MapGet("/download/{**key}", (string key) => S3Results.Stream(
            key, new S3StreamOptions { DownloadName = "r\u00E9sum\u00E9.png", CacheControl = "private, max-age=600" }));
        app.MapGet("/late", (HttpContext http) =>
        {
            http.Response.GetTypedHeaders().ETag = new("\"etag\"");
            http.Response.GetTypedHeaders().LastModified = DateTimeOffset.UnixEpoch;
            http.Response.Headers.ContentDisposition = "attachment";
            http.Response.ContentLength = 5;
            return S3Results.Stream("uploads/0f8fad5b-d9cb-469f-a165-70867728950e.png");
        });
        app.MapGet("/redirect/{**key}", (string key) => S3Results.Redirect(key, TimeSpan.FromMinutes(5)));
        app.MapGet("/named", (string name, string key) => S3Results.Redirect(
            key, TimeSpan.FromMinutes(5), new S3RedirectOptions { DownloadName = name }));
        app.MapGet("/stable/{**key}", (string key) => S3Results.Redirect(
            key, TimeSpan.FromMinutes(5), new S3RedirectOptions { StableFor = TimeSpan.FromHours(12) }));
        app.MapS3Files("/files/{**key}", options => options.Authorize = (http, key, _) =>
            ValueTask.FromResult(
                key.StartsWith($"uploads/{http.Request.Headers["X-User"]}/", StringComparison.Ordinal)));
        app.MapS3Files("/urls/{**key}", options =>
        {
            options.Authorize = (_, _, _) => ValueTask.FromResult(true);
            options.RedirectLifetime = TimeSpan.FromMinutes(5);
        });
        app.MapControllers();
    }
}
