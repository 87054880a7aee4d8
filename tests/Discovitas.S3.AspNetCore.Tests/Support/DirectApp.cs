using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.S3;
using Discovitas.S3.Local;
using Discovitas.S3.TestSupport.Http;
using Discovitas.S3.TestSupport.Stores;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>
/// An app with upload routes on a free port, the embedded S3 behind it, and a client who says who it is. Two of them
/// can be instances of one app, with one store and the same keys of data protection.
/// </summary>
internal sealed class DirectApp : IAsyncDisposable
{
    private readonly LocalS3Server _store;
    private readonly bool _ownsStore;
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly StoreInspector _inspector;

    private DirectApp(LocalS3Server store, WebApplication app, bool ownsStore)
    {
        _store = store;
        _ownsStore = ownsStore;
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        _inspector = new StoreInspector(store);
    }

    internal IAmazonS3 Client => _inspector.Client;

    internal Uri Address => _http.BaseAddress!;

    internal string Bucket => _store.Bucket;

    internal LocalS3Server Store => _store;

    internal IDataProtectionProvider Protection => _app.Services.GetRequiredService<IDataProtectionProvider>();

    internal static async Task<DirectApp> StartAsync(
        Action<S3UploadOptions>? configure = null,
        Action<WebApplication>? map = null,
        Action<S3Settings>? settings = null,
        Action<RouteGroupBuilder>? group = null,
        Action<IServiceCollection>? services = null,
        DirectApp? first = null)
    {
        var store = first?.Store ?? await LocalS3Server.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddS3Uploads(made =>
        {
            LocalStore.Apply(store, made);
            settings?.Invoke(made);
        });
        builder.Services.AddAntiforgery();
        builder.Services.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, HeaderUser>("Header", null);
        builder.Services.AddAuthorization();
        if (first is not null)
        {
            builder.Services.AddSingleton(first.Protection);
        }

        services?.Invoke(builder.Services);
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        var uploads = app.MapS3Uploads("/uploads", configure);
        group?.Invoke(uploads);
        map?.Invoke(app);
        await app.StartAsync();
        return new DirectApp(store, app, ownsStore: first is null);
    }

    internal Task<Response> GetAsync(string path, string? user = "ann") => SendAsync(HttpMethod.Get, path, null, user);

    internal Task<Response> PostAsync(string path, object body, string? user = "ann") =>
        SendAsync(HttpMethod.Post, path, JsonContent.Create(body), user);

    internal async Task<Response> SendAsync(
        HttpMethod method, string path, HttpContent? content = null, string? user = "ann", string? origin = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (user is not null)
        {
            request.Headers.Add("X-User", user);
        }

        if (origin is not null)
        {
            request.Headers.Add("Origin", origin);
        }

        return await Response.ReadAsync(await _http.SendAsync(request));
    }

    /// <summary>Sends a file as a browser does that was told to by <c>s3/params</c> or <c>s3/sign</c>.</summary>
    internal static async Task<HttpResponseMessage> SendFileAsync(JsonElement upload, byte[] bytes)
    {
        using var http = new HttpClient();
        var fields = upload.GetProperty("fields").EnumerateObject();
        using var form = BrowserForm.Create(
            fields.Select(field => KeyValuePair.Create(field.Name, field.Value.GetString()!)), bytes);
        return await http.PostAsync(new Uri(upload.GetProperty("url").GetString()!), form);
    }

    internal static async Task<string> PutPartAsync(string url, byte[] bytes)
    {
        using var http = new HttpClient();
        using var response = await http.PutAsync(new Uri(url), new ByteArrayContent(bytes));
        response.EnsureSuccessStatusCode();
        return response.Headers.ETag!.Tag;
    }

    /// <summary>Returns the keys of all objects, and of all multipart uploads that have not ended.</summary>
    internal Task<IReadOnlyList<string>> HoldsAsync() => _inspector.LeftAsync();

    internal async Task<byte[]> BytesAsync(string key) => (await _inspector.ReadAsync(key)).Bytes;

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _inspector.Dispose();
        await _app.DisposeAsync();
        if (_ownsStore)
        {
            await _store.DisposeAsync();
        }
    }

    private sealed class HeaderUser(
        IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync()
        {
            if (Request.Headers["X-User"] is not { Count: 1 } user)
            {
                return Task.FromResult(AuthenticateResult.NoResult());
            }

            Claim[] claims = user == "(unnamed)" ? [] : [new Claim(ClaimTypes.NameIdentifier, user!)];
            var principal = new ClaimsPrincipal(new ClaimsIdentity(claims, "Header"));
            return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(principal, "Header")));
        }
    }
}
