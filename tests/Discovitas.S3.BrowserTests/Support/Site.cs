using System.Net;
using Discovitas.S3.TestSupport.Http;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// The app under test, on two ports: the page is at one, and its endpoints are at both, so that a test can take those
/// of the same origin or those of another.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    internal const string Uploads = "/uploads";

    private readonly WebApplication _app;

    private Site(WebApplication app, Store store, HttpProtocols? tls)
    {
        _app = app;
        Store = store;
        var ports = app.Urls.Select(url => new Uri(url).Port).ToArray();
        var scheme = tls is null ? "http" : "https";
        Origin = $"{scheme}://localhost:{ports[0]}";
        OtherOrigin = $"{scheme}://localhost:{ports[1]}";
    }

    internal Store Store { get; }

    /// <summary>Where the page is.</summary>
    internal string Origin { get; }

    /// <summary>
    /// Where the same endpoints are for pages of another origin; a cookie of the one is one of the other.
    /// </summary>
    internal string OtherOrigin { get; }

    /// <summary>Answers a request in the endpoints' place, by its path; null lets it pass.</summary>
    internal Func<HttpRequest, IResult?> Instead { get; set; } = _ => null;

    internal static async Task<Site> StartAsync(
        StoreKind kind,
        Action<S3UploadOptions>? configure = null,
        bool login = false,
        Action<S3Settings>? settings = null,
        HttpProtocols? tls = null)
    {
        var store = await Store.OpenAsync(kind);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => Protect(listen, tls));
            kestrel.Listen(IPAddress.Loopback, 0, listen => Protect(listen, tls));
        });
        AddServices(builder.Services, store, settings);
        var app = builder.Build();
        Site? site = null;
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.Use(
            (context, next) =>
                site!.Instead(context.Request) is { } answer ? answer.ExecuteAsync(context) : next(context));
        MapPages(app);
        var uploads = app.MapS3Uploads(Uploads, configure);
        if (login)
        {
            uploads.RequireAuthorization();
        }

        app.MapGet("/form", (HttpContext http, IAntiforgery antiforgery) =>
            Results.Content(FormPage.Html(http, antiforgery.GetAndStoreTokens(http).RequestToken!), "text/html"));
        app.MapPost("/profile", async (HttpRequest request) => FormPage.Posted(await request.ReadFormAsync()));
        await app.StartAsync();
        site = new Site(app, store, tls);
        await store.AllowAsync(site.Origin, "ETag", "Location");
        return site;
    }

    /// <summary>Returns the token that a form on a page needs, and gives the browser its cookie.</summary>
    internal string TokenFor(HttpContext http) =>
        _app.Services.GetRequiredService<IAntiforgery>().GetAndStoreTokens(http).RequestToken!;

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
    }

    private static void Protect(ListenOptions listen, HttpProtocols? tls)
    {
        if (tls is { } protocols)
        {
            listen.Protocols = protocols;
            listen.UseHttps(LoopbackCertificate.Create());
        }
    }

    private static void AddServices(IServiceCollection services, Store store, Action<S3Settings>? configure)
    {
        services.AddS3Uploads(settings =>
        {
            settings.PointTo(store.Settings);
            configure?.Invoke(settings);
        });
        services.AddAuthentication("Test")
            .AddScheme<AuthenticationSchemeOptions, TestLogin>("Test", configureOptions: null);
        services.AddAuthorization();
        services.AddAntiforgery();
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .SetIsOriginAllowed(origin => new Uri(origin).IsLoopback)
            .AllowAnyHeader()
            .AllowAnyMethod()
            .AllowCredentials()));
    }

    private static void MapPages(WebApplication app)
    {
        app.MapGet(
            "/{bundle}.js",
            async (string bundle) => Results.File(await Bundles.PathOfAsync(bundle), "text/javascript"));
        app.MapGet(
            "/module.js",
            () => Results.File(Path.Combine(AppContext.BaseDirectory, "Pages", "module.js"), "text/javascript"));
        app.MapGet("/module", (HttpContext http, IAntiforgery antiforgery) => Results.Content(
            "<!doctype html><meta charset=utf-8>"
            + $"<meta name=token content={antiforgery.GetAndStoreTokens(http).RequestToken}>"
            + "<script type=module src=/module.js></script>",
            "text/html"));
        app.MapGet(
            "/page/{bundle}",
            (string bundle) =>
                Results.Content($"<!doctype html><meta charset=utf-8><script src=/{bundle}.js></script>", "text/html"));
        app.MapGet("/content/{size:int}", (int size) => Results.Bytes(Bytes(size)));
    }
}
