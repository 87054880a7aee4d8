using static Discovitas.S3.Local.Tests.Support.Scenario;

namespace Discovitas.S3.Local.Tests.Cors;

/// <summary>The CORS headers of responses.</summary>
public sealed class CorsHandlerTests
{
    private const string App = "https://app.example";
    private const string LocalPage = "http://localhost:5173";

    [Fact]
    public async Task Response_WithoutAConfiguration_AllowsLocalPages()
    {
        await using var scenario = await StartAsync();
        await scenario.PutAsync("k", "x");

        foreach (var target in new[] { "k", "none", "?acl", "k?partNumber=1" })
        {
            using var response = await Get(scenario, target, LocalPage);
            Header(response, "Access-Control-Allow-Origin").Should().Be(LocalPage);
            Header(response, "Access-Control-Allow-Methods").Should().Be("GET, PUT, POST, DELETE, HEAD");
            Header(response, "Access-Control-Expose-Headers").Should().Be("ETag, Location");
            Header(response, "Access-Control-Max-Age").Should().Be("3000");
            Header(response, "Vary")
                .Should().Be("Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        }

        using var same = await scenario.Http.GetAsync($"/{scenario.Bucket}/k");
        Header(same, "Access-Control-Allow-Origin").Should().BeNull("the request names no origin");
    }

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("https://localhost:7001")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://[::1]:8080")]
    public async Task Response_WithoutAConfiguration_AllowsThisHost(string origin) =>
        (await AllowedOriginAsync(origin)).Should().Be(origin);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost.evil.example")]
    [InlineData("http://localhost.evil.example:80")]
    [InlineData("http://127.0.0.1.evil.example")]
    [InlineData("null")]
    public async Task Response_WithoutAConfiguration_AllowsNoOtherHost(string origin) =>
        (await AllowedOriginAsync(origin)).Should().BeNull();

    [Fact]
    public async Task Response_WithoutAllowLocalOrigins_AllowsNoPage()
    {
        await using var scenario = await StartAsync(new LocalS3Options { AllowLocalOrigins = false });
        await scenario.PutAsync("k", "x");

        using var response = await Get(scenario, "k", LocalPage);

        response.StatusCode.Should().Be(HttpStatusCode.OK, "it is the browser that keeps it from the page");
        Header(response, "Access-Control-Allow-Origin").Should().BeNull();
    }

    [Fact]
    public async Task Response_WithAConfiguration_FollowsIt()
    {
        await using var scenario = await StartAsync();
        await scenario.PutAsync("k", "x");
        await scenario.PutCorsAsync(
            new CORSRule
            {
                AllowedOrigins = [App, "http://*.example:8080"],
                AllowedMethods = ["GET"],
                MaxAgeSeconds = 5,
            });

        using (var response = await Get(scenario, "k"))
        {
            Header(response, "Access-Control-Allow-Origin").Should().Be(App);
            Header(response, "Access-Control-Allow-Credentials").Should().Be("true");
            Header(response, "Access-Control-Max-Age").Should().Be("5");
            Header(response, "Access-Control-Expose-Headers").Should().BeNull("that is how an ETag is hidden");
        }

        using (var response = await Get(scenario, "k", "http://a.b.example:8080"))
        {
            Header(response, "Access-Control-Allow-Origin").Should().Be("http://a.b.example:8080");
        }

        string[] others =
            ["https://APP.example", "https://app.example.evil", "http://app.example", "null", "http://example:8080"];
        foreach (var origin in others)
        {
            using var response = await Get(scenario, "k", origin);
            Header(response, "Access-Control-Allow-Origin").Should().BeNull();
        }
    }

    [Fact]
    public async Task Response_ToAForm_CanBeReadByItsPage()
    {
        await using var scenario = await StartAsync();
        async Task<RawResponse> Post(Form form)
        {
            var request = form.Request();
            request.Unsigned["origin"] = LocalPage;
            return await scenario.Raw.SendAsync(request, sign: false);
        }

        (await Post(Form.Create(scenario))).Headers["Access-Control-Allow-Origin"]
            .Should().Be(LocalPage, "a page should learn why it was rejected");
        (await Post(Form.Create(scenario).Sign())).Headers["Access-Control-Expose-Headers"]
            .Should().Be("ETag, Location");
    }

    private static async Task<string?> AllowedOriginAsync(string origin)
    {
        await using var scenario = await StartAsync();
        await scenario.PutAsync("k", "x");
        using var response = await Get(scenario, "k", origin);
        return Header(response, "Access-Control-Allow-Origin");
    }

    private static async Task<HttpResponseMessage> Get(Scenario scenario, string target, string origin = App)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{scenario.Bucket}/{target}");
        request.Headers.Add("Origin", origin);
        return await scenario.Http.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
