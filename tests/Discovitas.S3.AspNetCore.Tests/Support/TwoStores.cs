using System.Net.Http.Json;
using Amazon.S3;
using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Stores;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>
/// An app with two stores on two buckets of one server: <c>/documents</c> accepts any size, <c>/avatars</c> 100 bytes.
/// </summary>
internal sealed class TwoStores(LocalS3Server server, StoreInspector inspector, WebApplication app) : IAsyncDisposable
{
    internal const string Avatars = "avatar-bucket";

    private readonly HttpClient _http = new() { BaseAddress = new Uri(app.Urls.First()) };

    internal AmazonS3Client Client => inspector.Client;

    internal IServiceProvider Services => app.Services;

    internal string Documents => server.Bucket;

    internal static async Task<TwoStores> StartAsync()
    {
        var server = await LocalS3Server.StartAsync();
        var inspector = new StoreInspector(server);
        await inspector.Client.PutBucketAsync(Avatars);
        var app = Build(server);
        app.MapS3Uploads("/documents").DisableAntiforgery();
        app.MapS3Uploads("/avatars", options => options.Store = "avatars").DisableAntiforgery();
        await app.StartAsync();
        return new TwoStores(server, inspector, app);
    }

    internal async Task<IEnumerable<string>> KeysOfAsync(string bucket)
    {
        var listed = await Client.ListObjectsV2Async(new() { BucketName = bucket });
        return (listed.S3Objects ?? []).Select(found => found.Key);
    }

    internal Task<Response> PostAsync(string path, object json) =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(json));

    internal async Task<Response> SendAsync(HttpMethod method, string path, HttpContent? content = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        return await Response.ReadAsync(await _http.SendAsync(request));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        inspector.Dispose();
        await app.DisposeAsync();
        await server.DisposeAsync();
    }

    private static WebApplication Build(LocalS3Server server)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["S3:Bucket"] = server.Bucket,
            ["S3:Region"] = server.Region,
            ["S3:ServiceUrl"] = server.ServiceUrl,
            ["S3:AccessKeyId"] = server.AccessKeyId,
            ["S3:SecretAccessKey"] = server.SecretAccessKey,
            ["S3:avatars:Bucket"] = Avatars,
            ["S3:avatars:MaxFileSize"] = "100",
        });
        builder.Services.AddS3Uploads();
        builder.Services.AddS3Uploads("avatars");
        builder.Services.AddDataProtection();
        builder.Services.AddHealthChecks().AddS3Uploads().AddS3Uploads(store: "avatars");
        return builder.Build();
    }
}
