using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Amazon.S3;
using Discovitas.S3.Local;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.AspNetCore.Tests.Support;

/// <summary>An app with upload routes on a free port, the embedded S3 behind it, and a client who says who it is.</summary>
public sealed class DirectApp : IAsyncDisposable
{
    private readonly LocalS3Server _store;
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private DirectApp(LocalS3Server store, WebApplication app)
    {
        _store = store;
        _app = app;
        _http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Client = new AmazonS3Client(store.AccessKeyId, store.SecretAccessKey, new AmazonS3Config { ServiceURL = store.ServiceUrl, ForcePathStyle = true, AuthenticationRegion = store.Region });
    }

    public IAmazonS3 Client { get; }

    public Uri Address => _http.BaseAddress!;

    public string Bucket => _store.Bucket;

    public LocalS3Server Store => _store;

    public IDataProtectionProvider Protection => _app.Services.GetRequiredService<IDataProtectionProvider>();

    public static async Task<DirectApp> StartAsync(
        Action<S3UploadOptions>? configure = null,
        Action<WebApplication>? map = null,
        Action<S3Settings>? settings = null,
        Action<RouteGroupBuilder>? group = null)
    {
        var store = await LocalS3Server.StartAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddS3Uploads(made =>
        {
            Point(made, store);
            made.RetryFor = TimeSpan.Zero;
            settings?.Invoke(made);
        });
        builder.Services.AddAntiforgery();
        builder.Services.AddAuthentication("Header").AddScheme<AuthenticationSchemeOptions, HeaderUser>("Header", null);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        var uploads = app.MapS3Uploads("/uploads", configure);
        group?.Invoke(uploads);
        map?.Invoke(app);
        await app.StartAsync();
        return new DirectApp(store, app);
    }

    public Task<Response> GetAsync(string path, string? user = "ann") => SendAsync(HttpMethod.Get, path, null, user);

    public Task<Response> PostAsync(string path, object body, string? user = "ann") => SendAsync(HttpMethod.Post, path, JsonContent.Create(body), user);

    public async Task<Response> SendAsync(HttpMethod method, string path, HttpContent? content = null, string? user = "ann", string? origin = null)
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

        using var response = await _http.SendAsync(request);
        return new Response((int)response.StatusCode, response.ReasonPhrase ?? "", response.Headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Sends a file as a browser does that was told to by <c>s3/params</c> or <c>s3/sign</c>.</summary>
    public static async Task<HttpResponseMessage> SendFileAsync(JsonElement upload, byte[] bytes)
    {
        using var http = new HttpClient();
        using var form = new MultipartFormDataContent();
        foreach (var field in upload.GetProperty("fields").EnumerateObject())
        {
            form.Add(new StringContent(field.Value.GetString()!) { Headers = { ContentType = null } }, field.Name);
        }

        form.Add(new ByteArrayContent(bytes), "file", "blob");
        return await http.PostAsync(new Uri(upload.GetProperty("url").GetString()!), form);
    }

    public static async Task<string> PutPartAsync(string url, byte[] bytes)
    {
        using var http = new HttpClient();
        using var response = await http.PutAsync(new Uri(url), new ByteArrayContent(bytes));
        response.EnsureSuccessStatusCode();
        return response.Headers.ETag!.Tag;
    }

    /// <summary>All that the bucket holds: keys of objects, and of multipart uploads under way.</summary>
    public async Task<IReadOnlyList<string>> HoldsAsync()
    {
        var objects = await Client.ListObjectsV2Async(new() { BucketName = Bucket });
        var uploads = await Client.ListMultipartUploadsAsync(new Amazon.S3.Model.ListMultipartUploadsRequest { BucketName = Bucket });
        return [.. (objects.S3Objects ?? []).Select(found => found.Key), .. (uploads.MultipartUploads ?? []).Select(found => "unfinished " + found.Key)];
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Client.Dispose();
        await _app.DisposeAsync();
        await _store.DisposeAsync();
    }

    private static void Point(S3Settings settings, LocalS3Server store)
    {
        var its = store.CreateSettings();
        (settings.Bucket, settings.Region, settings.ServiceUrl) = (its.Bucket, its.Region, its.ServiceUrl);
        (settings.AccessKeyId, settings.SecretAccessKey) = (its.AccessKeyId, its.SecretAccessKey);
    }

    public sealed record Response(int Status, string Reason, HttpResponseHeaders Headers, string Body)
    {
        public JsonElement Json => JsonDocument.Parse(Body).RootElement;

        public string? Code => Json.GetProperty("code").GetString();

        public string Text(string name) => Json.GetProperty(name).GetString()!;
    }

    private sealed class HeaderUser(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
        : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Request.Headers["X-User"] is { Count: 1 } user
            ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(user == "(unnamed)" ? [] : [new Claim(ClaimTypes.NameIdentifier, user!)], "Header")), "Header"))
            : AuthenticateResult.NoResult());
    }
}
