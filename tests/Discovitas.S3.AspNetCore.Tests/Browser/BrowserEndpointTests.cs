using System.Net;
using System.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Tests.Browser;

/// <summary>The script for pages, as a browser gets it from an app that asks for sign-in everywhere.</summary>
public sealed class BrowserEndpointTests : IAsyncLifetime
{
    private static readonly HttpClient Http = new();

    private WebApplication? _app;

    private Uri Script => new(_app!.Urls.First() + "/uploads/discovitas-s3.js");

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication("None").AddCookie("None");
        builder.Services.AddAuthorization();
        builder.Services.AddS3Uploads(settings => (settings.Bucket, settings.Region) = ("bucket", "eu-west-1"));
        _app = builder.Build();
        _app.UseAuthentication();
        _app.UseAuthorization();
        _app.MapS3Uploads("/uploads").DisableAntiforgery().RequireAuthorization();
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    [Fact]
    public async Task Get_WithoutSigningIn_IsAnEcmaScriptModule()
    {
        using var answer = await Http.GetAsync(Script);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType.Should().Be(new MediaTypeHeaderValue("text/javascript", "utf-8"));
        answer.Headers.GetValues("X-Content-Type-Options").Should().Equal("nosniff");
        (await answer.Content.ReadAsStringAsync())
            .Should().Contain("export function upload(file, options)").And.Contain("export class UploadError");
    }

    [Fact]
    public async Task Get_OfTheTypes_IsText()
    {
        using var answer = await Http.GetAsync(new Uri(Script, "discovitas-s3.d.ts"));

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Content.Headers.ContentType.Should().Be(new MediaTypeHeaderValue("text/plain", "utf-8"));
        (await answer.Content.ReadAsStringAsync()).Should().Contain("export function upload(file: File");
    }

    [Fact]
    public async Task Get_OfWhatTheBrowserHas_IsNotSentAgain()
    {
        using var first = await Http.GetAsync(Script);
        using var request =
            new HttpRequestMessage(HttpMethod.Get, Script) { Headers = { IfNoneMatch = { first.Headers.ETag! } } };

        using var second = await Http.SendAsync(request);

        first.Headers.CacheControl!.NoCache.Should().BeTrue();
        second.StatusCode.Should().Be(HttpStatusCode.NotModified);
        second.Headers.ETag.Should().Be(first.Headers.ETag);
        (await second.Content.ReadAsByteArrayAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Get_OfAnOlderScript_IsSentAnew()
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Get, Script)
        { Headers = { IfNoneMatch = { new EntityTagHeaderValue("\"older\"") } } };

        using var answer = await Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Head_TellsTheSameWithoutTheScript()
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, Script);

        using var answer = await Http.SendAsync(request);

        answer.StatusCode.Should().Be(HttpStatusCode.OK);
        answer.Headers.ETag.Should().NotBeNull();
        answer.Content.Headers.ContentLength.Should().BePositive();
    }
}
