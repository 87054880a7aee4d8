using Amazon.S3.Model;
using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Logging;
using Discovitas.S3.TestSupport.Stores;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>A real app with <c>MapS3Uploads("/uploads")</c> on a free port, and the embedded S3 behind it.</summary>
internal sealed class UploadSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly StoreInspector _inspector;
    private readonly Requests _requests;

    private UploadSite(LocalS3Server store, WebApplication app, Requests requests, LogCollector log)
    {
        Store = store;
        Log = log;
        _app = app;
        _requests = requests;
        _inspector = new StoreInspector(store);
        Url = new Uri(app.Urls.First());
        Http = new HttpClient { BaseAddress = Url };
    }

    internal LocalS3Server Store { get; }

    internal LogCollector Log { get; }

    internal Uri Url { get; }

    internal HttpClient Http { get; }

    internal S3Service S3 => _app.Services.GetRequiredService<S3Service>();

    internal IServiceProvider Services => _app.Services;

    internal static async Task<UploadSite> StartAsync(SiteSetup? setup = null)
    {
        setup ??= new SiteSetup();
        var store = await LocalS3Server.StartAsync();
        var requests = new Requests();
        var log = new LogCollector();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(log);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        setup.Host?.Invoke(builder.WebHost);
        builder.Services.AddS3Uploads(settings =>
        {
            LocalStore.Apply(store, settings);
            setup.Settings?.Invoke(settings);
        });
        setup.Services?.Invoke(builder.Services);
        var app = builder.Build();
        app.Use(requests.WatchAsync);
        setup.Middleware?.Invoke(app);
        setup.Group(app.MapS3Uploads("/uploads", options =>
        {
            options.AllowDirectUploads = false;
            setup.Options?.Invoke(options);
        }));
        setup.Endpoints?.Invoke(app);
        await app.StartAsync();
        return new UploadSite(store, app, requests, log);
    }

    /// <summary>Waits until one more request has left the app, however it ended.</summary>
    internal Task RequestEndedAsync() => _requests.EndedAsync();

    /// <summary>Waits until one more request has reached the app.</summary>
    internal Task RequestBegunAsync() => _requests.BegunAsync();

    internal async Task<Response> PostAsync(HttpContent content, string path = "/uploads") =>
        await Response.ReadAsync(await Http.PostAsync(new Uri(path, UriKind.Relative), content));

    internal async Task<Response> PutAsync(HttpContent content, string path) =>
        await Response.ReadAsync(await Http.PutAsync(new Uri(path, UriKind.Relative), content));

    /// <summary>Returns the keys of all objects, and of all multipart uploads that have not ended.</summary>
    internal Task<IReadOnlyList<string>> HoldingsAsync()
    {
        Store.Faults = null;
        return _inspector.LeftAsync();
    }

    internal Task<GetObjectResponse> GetAsync(string key) => _inspector.Client.GetObjectAsync(Store.Bucket, key);

    internal async Task<byte[]> BytesAsync(string key) => (await _inspector.ReadAsync(key)).Bytes;

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _inspector.Dispose();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        _requests.Dispose();
    }
}
