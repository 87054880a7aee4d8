using Discovitas.S3.Local;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A small app with upload routes and the OpenAPI document of its framework, as it is.</summary>
internal sealed class OpenApiApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LocalS3Server _store;

    private OpenApiApp(WebApplication app, LocalS3Server store) => (_app, _store) = (app, store);

    internal string Url => _app.Urls.First();

    internal S3Service S3 => _app.Services.GetRequiredService<S3Service>();

    internal static async Task<OpenApiApp> StartAsync(Action<S3UploadOptions> configure)
    {
        var store = await LocalS3Server.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddS3Uploads(settings => settings.PointTo(store.CreateSettings()));
        builder.Services.AddDataProtection();
        builder.Services.AddOpenApi();
        var app = builder.Build();
        app.MapOpenApi();
        app.MapS3Uploads("/uploads", configure).DisableAntiforgery();
        await app.StartAsync();
        return new OpenApiApp(app, store);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }
}
