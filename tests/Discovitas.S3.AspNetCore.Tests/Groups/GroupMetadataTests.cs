using System.Net;
using System.Threading.RateLimiting;
using Discovitas.S3.AspNetCore.Tests.Support;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace Discovitas.S3.AspNetCore.Tests.Groups;

/// <summary>Sign-in with cookies, rate limiting and output caching around the routes.</summary>
public sealed class GroupMetadataTests : IAsyncDisposable
{
    private const string Script = "/uploads/discovitas-s3.js";
    private const string Params = "/uploads/s3/params?filename=a.txt&type=text%2Fplain";

    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });
    private WebApplication? _app;

    [Theory]
    [InlineData("GET", Params)]
    [InlineData("POST", "/uploads/s3/verify")]
    [InlineData("POST", "/uploads")]
    [InlineData("PUT", "/uploads/a.txt")]
    public async Task WithoutAValidCookie_IsUnauthorized_NotRedirected(string method, string path)
    {
        await StartAsync(
            services => services.AddAuthorization()
                .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(),
            app => app.UseAuthentication().UseAuthorization(),
            group => group.RequireAuthorization());

        var response = await SendAsync(method, path, cookie: ".AspNetCore.Cookies=expired");

        response.Status.Should().Be((int)HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task PagesForStatusCodes_DoNotAnswerInTheirPlace()
    {
        await StartAsync(
            services => services.AddAuthorization()
                .AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(),
            app => app.UseStatusCodePagesWithReExecute("/status", "?code={0}").UseAuthentication().UseAuthorization(),
            group => group.RequireAuthorization());

        var response = await SendAsync("PUT", "/uploads/a.txt");

        response.Status.Should().Be((int)HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task RateLimiting_CountsUploads_AndNeverTheScript()
    {
        await StartAsync(
            services => services.AddRateLimiter(limiter =>
            {
                limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
                limiter.AddPolicy("one", _ => One("policy"));
                limiter.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(_ => One("global"));
            }),
            app => app.UseRateLimiter(),
            group => group.RequireRateLimiting("one"));

        (await SendAsync("GET", Script)).Status.Should().Be(200);
        (await SendAsync("GET", Params)).Status.Should().Be(200);
        (await SendAsync("GET", Params)).Status.Should().Be(429);
        (await SendAsync("GET", Script)).Status.Should().Be(200);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OutputCaching_NeverKeepsASignedUrl(bool ofTheGroup)
    {
        await StartAsync(
            services => services.AddOutputCache(cache =>
            {
                if (!ofTheGroup)
                {
                    cache.AddBasePolicy(policy => policy.Cache());
                }
            }),
            app => app.UseOutputCache(),
            group => _ = ofTheGroup ? group.CacheOutput() : group);

        var first = await SendAsync("GET", Params);
        var second = await SendAsync("GET", Params);
        await SendAsync("GET", Script);
        var script = await SendAsync("GET", Script);

        second.Text("key").Should().NotBe(first.Text("key"));
        script.Headers.Age.Should().BeNull();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app!.DisposeAsync();
    }

    private static RateLimitPartition<string> One(string key) => RateLimitPartition.GetFixedWindowLimiter(
        key, _ => new FixedWindowRateLimiterOptions { PermitLimit = 1, Window = TimeSpan.FromHours(1) });

    private async Task StartAsync(
        Action<IServiceCollection> services, Action<WebApplication> middleware, Action<RouteGroupBuilder> group)
    {
        _app = Apps.Build(services, settings: made => (made.AccessKeyId, made.SecretAccessKey) = ("id", "secret"));
        middleware(_app);
        group(_app.MapS3Uploads("/uploads").DisableAntiforgery());
        await _app.StartAsync();
        _http.BaseAddress = new Uri(_app.Urls.First());
    }

    private async Task<Response> SendAsync(string method, string path, string? cookie = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.TryAddWithoutValidation("Cookie", cookie);
        return await Response.ReadAsync(await _http.SendAsync(request));
    }
}
