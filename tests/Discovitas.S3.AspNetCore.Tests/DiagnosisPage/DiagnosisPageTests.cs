using System.Net;
using System.Text.Json;
using Discovitas.S3.AspNetCore.DiagnosisPage;
using Discovitas.S3.AspNetCore.Tests.Support;
using Discovitas.S3.Local;

namespace Discovitas.S3.AspNetCore.Tests.DiagnosisPage;

/// <summary>The page of the diagnosis, and the same as JSON.</summary>
public sealed class DiagnosisPageTests : IAsyncLifetime
{
    private LocalS3Server _server = null!;

    public async Task InitializeAsync() => _server = await LocalS3Server.StartAsync();

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task Page_ShowsEveryFinding_AndRunsNothing()
    {
        await using var app = await StartAsync("Development");

        using var response = await GetAsync(app, "text/html,application/xhtml+xml,*/*;q=0.8");

        response.StatusCode.Should().Be(HttpStatusCode.OK);
        response.Content.Headers.ContentType!.ToString().Should().Be("text/html; charset=utf-8");
        response.Headers.CacheControl!.NoStore.Should().BeTrue();
        var policy = response.Headers.GetValues("Content-Security-Policy").Should().ContainSingle().Which;
        policy.Should().Contain("default-src 'none'").And.NotContain("unsafe").And.NotContain("script");
        var page = await response.Content.ReadAsStringAsync();
        page.Should().Contain("<code>public-url</code>").And.Contain("<code>lifecycle-pending</code>")
            .And.Contain("&quot;Rules&quot;").And.NotContain("<script").And.NotContain("style=")
            .And.NotContain(_server.SecretAccessKey).And.NotContain("X-Amz-");
        page.Should().Contain($"Pages of {Address(app)} may send requests", "the page's own origin is the default");
    }

    [Fact]
    public async Task Json_HasTheSame()
    {
        await using var app = await StartAsync("Development");

        using var response = await GetAsync(app, "application/json");

        response.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("hasFailed").GetBoolean().Should().BeFalse();
        json.RootElement.GetProperty("bucket").GetString().Should().Be(_server.Bucket);
        var finding = json.RootElement.GetProperty("findings").EnumerateArray()
            .Single(one => one.GetProperty("name").GetString() == "public-base-url");
        finding.GetProperty("status").GetString().Should().Be("notLookedAt");
        finding.GetProperty("lookedAt").GetString().Should().NotBeEmpty();
    }

    [Theory]
    [InlineData("Development", false, HttpStatusCode.OK)]
    [InlineData("Production", false, HttpStatusCode.NotFound)]
    [InlineData("Production", true, HttpStatusCode.OK)]
    public async Task Page_ExistsInDevelopment_UnlessToldOtherwise(
        string environment, bool isAllowed, HttpStatusCode expected)
    {
        await using var app = await StartAsync(environment, options => options.AllowOutsideDevelopment = isAllowed);

        using var response = await GetAsync(app, "text/html");

        response.StatusCode.Should().Be(expected);
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("POST")]
    [InlineData("OPTIONS")]
    public async Task Page_InProduction_IsMissingForEveryMethod(string method)
    {
        await using var app = await StartAsync("Production");

        using var response = await SendAsync(app, "text/html", method);

        response.StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Store_ThatDoesNotExist_StopsTheStart()
    {
        var start = () => StartAsync("Development", options => options.Store = "avatars");

        await start.Should().ThrowAsync<InvalidOperationException>().WithMessage("*\"avatars\"*");
    }

    [Fact]
    public void Texts_AreEncoded()
    {
        const string Hostile = "<script>alert('1')</script>\"&";
        var finding = new DiagnosisFinding
        {
            Name = Hostile,
            LookedAt = Hostile,
            Status = DiagnosisStatus.Failed,
            Meaning = Hostile,
            Remedy = $"{Hostile}\n{Hostile}",
        };

        var page = DiagnosisHtml.Write(new Diagnosis { At = default, Bucket = Hostile, Findings = [finding] });

        page.Should().NotContain("<script").And.NotContain("alert('");
    }

    private async Task<WebApplication> StartAsync(
        string environment, Action<S3DiagnosisPageOptions>? configure = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddS3Uploads(settings => LocalStore.Apply(_server, settings));
        var app = builder.Build();
        app.MapS3Diagnosis(configure: configure);
        await app.StartAsync();
        return app;
    }

    private static Task<HttpResponseMessage> GetAsync(WebApplication app, string accept) =>
        SendAsync(app, accept, "GET");

    private static async Task<HttpResponseMessage> SendAsync(WebApplication app, string accept, string method)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Address(app)}/diagnosis");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await http.SendAsync(request);
    }

    private static string Address(WebApplication app) => app.Urls.Single();
}
