using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Scenario;

namespace Discovitas.S3.Local.Tests;

/// <summary>What a bucket's configuration lets pages of other origins see.</summary>
public sealed class CorsTests
{
    private const string App = "https://app.example";
    private const string LocalPage = "http://localhost:5173";

    [Fact]
    public async Task Configuration_IsKeptAsItWasPut()
    {
        using var folder = new TemporaryFolder();
        var options = new LocalS3Options { Folder = folder.Path };
        var rule = new CORSRule
        {
            Id = "the app",
            AllowedOrigins = [App, "https://*.example"],
            AllowedMethods = ["PUT", "POST"],
            AllowedHeaders = ["content-type", "x-amz-*"],
            ExposeHeaders = ["ETag"],
            MaxAgeSeconds = 0,
        };
        await using (var scenario = await StartAsync(options))
        {
            (await FailureOf(() => scenario.S3.GetCORSConfigurationAsync(scenario.Bucket))).ErrorCode.Should().Be("NoSuchCORSConfiguration");
            await Put(scenario, rule, new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"] });
        }

        await using (var scenario = await StartAsync(options))
        {
            var rules = (await scenario.S3.GetCORSConfigurationAsync(scenario.Bucket)).Configuration.Rules;
            rules.Should().HaveCount(2);
            rules[0].Should().BeEquivalentTo(rule);
            rules[1].AllowedHeaders.Should().BeNull();

            await scenario.S3.DeleteCORSConfigurationAsync(scenario.Bucket);
            (await FailureOf(() => scenario.S3.GetCORSConfigurationAsync(scenario.Bucket))).StatusCode.Should().Be(HttpStatusCode.NotFound);
            await scenario.S3.DeleteCORSConfigurationAsync(scenario.Bucket);
        }
    }

    [Fact]
    public async Task Configuration_GoesWithItsBucket()
    {
        await using var scenario = await StartAsync();
        await scenario.S3.PutBucketAsync("other");
        await scenario.S3.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
        {
            BucketName = "other",
            Configuration = new CORSConfiguration { Rules = [new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"] }] },
        });

        await scenario.S3.DeleteBucketAsync("other");
        await scenario.S3.PutBucketAsync("other");

        (await FailureOf(() => scenario.S3.GetCORSConfigurationAsync("other"))).ErrorCode.Should().Be("NoSuchCORSConfiguration");
    }

    [Theory]
    [InlineData("<AllowedMethod>GET</AllowedMethod>", "MalformedXML")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin>", "MalformedXML")]
    [InlineData("", "MalformedXML")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>", "InvalidRequest")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>get</AllowedMethod>", "InvalidRequest")]
    [InlineData("<AllowedOrigin>https://*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>", "InvalidRequest")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>**</AllowedHeader>", "InvalidRequest")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>x-*</ExposeHeader>", "InvalidRequest")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>a&#13;&#10;b: c</ExposeHeader>", "MalformedXML")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>1e3</MaxAgeSeconds>", "MalformedXML")]
    public async Task Configuration_ThatIsNone_IsRefused(string rule, string code)
    {
        await using var scenario = await StartAsync();
        RawRequest Put() => new("PUT", $"/{scenario.Bucket}?cors=")
        {
            Body = System.Text.Encoding.UTF8.GetBytes($"<CORSConfiguration><CORSRule>{rule}</CORSRule></CORSConfiguration>"),
        };

        (await scenario.Raw.SendAsync(Put())).Code.Should().Be("InvalidRequest", "it has no checksum");
        var put = Put();
        put.Headers["x-amz-checksum-sha256"] = Payloads.Checksum("SHA256", put.Body);
        (await scenario.Raw.SendAsync(put)).Code.Should().Be(code);
        (await FailureOf(() => scenario.S3.GetCORSConfigurationAsync(scenario.Bucket))).ErrorCode.Should().Be("NoSuchCORSConfiguration");
    }

    [Fact]
    public async Task Configuration_IsNobodyElsesToSeeOrChange()
    {
        await using var scenario = await StartAsync();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, $"/{scenario.Bucket}?cors");
            (await scenario.Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }
    }

    [Fact]
    public async Task Answers_WithoutAConfiguration_AreForPagesOfThisMachine()
    {
        await using var scenario = await StartAsync();
        await scenario.PutAsync("k", "x");

        foreach (var target in new[] { "k", "none", "?acl", "k?partNumber=1" })
        {
            using var answer = await Get(scenario, target, LocalPage);
            Header(answer, "Access-Control-Allow-Origin").Should().Be(LocalPage);
            Header(answer, "Access-Control-Allow-Methods").Should().Be("GET, PUT, POST, DELETE, HEAD");
            Header(answer, "Access-Control-Expose-Headers").Should().Be("ETag, Location");
            Header(answer, "Access-Control-Max-Age").Should().Be("3000");
            Header(answer, "Vary").Should().Be("Origin, Access-Control-Request-Headers, Access-Control-Request-Method");
        }

        using var same = await scenario.Http.GetAsync($"/{scenario.Bucket}/k");
        Header(same, "Access-Control-Allow-Origin").Should().BeNull("the request names no origin");
    }

    [Theory]
    [InlineData("http://localhost", true)]
    [InlineData("https://localhost:7001", true)]
    [InlineData("http://127.0.0.1:8080", true)]
    [InlineData("http://[::1]:8080", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost.evil.example", false)]
    [InlineData("http://localhost.evil.example:80", false)]
    [InlineData("http://127.0.0.1.evil.example", false)]
    [InlineData("null", false)]
    public async Task Answers_WithoutAConfiguration_AreForNoOtherHost(string origin, bool isAllowed)
    {
        await using var scenario = await StartAsync();
        await scenario.PutAsync("k", "x");

        using var answer = await Get(scenario, "k", origin);

        Header(answer, "Access-Control-Allow-Origin").Should().Be(isAllowed ? origin : null);
    }

    [Fact]
    public async Task Answers_WithoutAConfigurationAsInS3_AreForNoOtherOrigin()
    {
        await using var scenario = await StartAsync(new LocalS3Options { AllowLocalOrigins = false });
        await scenario.PutAsync("k", "x");

        using var answer = await Get(scenario, "k", LocalPage);

        answer.StatusCode.Should().Be(HttpStatusCode.OK, "it is the browser that keeps it from the page");
        Header(answer, "Access-Control-Allow-Origin").Should().BeNull();
    }

    [Fact]
    public async Task Answers_UnderAConfiguration_SayWhatItSays()
    {
        await using var scenario = await StartAsync();
        await scenario.PutAsync("k", "x");
        await Put(scenario, new CORSRule { AllowedOrigins = [App, "http://*.example:8080"], AllowedMethods = ["GET"], MaxAgeSeconds = 5 });

        using (var answer = await Get(scenario, "k"))
        {
            Header(answer, "Access-Control-Allow-Origin").Should().Be(App);
            Header(answer, "Access-Control-Allow-Credentials").Should().Be("true");
            Header(answer, "Access-Control-Max-Age").Should().Be("5");
            Header(answer, "Access-Control-Expose-Headers").Should().BeNull("that is how an ETag is hidden");
        }

        using (var answer = await Get(scenario, "k", "http://a.b.example:8080"))
        {
            Header(answer, "Access-Control-Allow-Origin").Should().Be("http://a.b.example:8080");
        }

        foreach (var origin in new[] { "https://APP.example", "https://app.example.evil", "http://app.example", "null", "http://example:8080" })
        {
            using var answer = await Get(scenario, "k", origin);
            Header(answer, "Access-Control-Allow-Origin").Should().BeNull();
        }
    }

    [Fact]
    public async Task FormOfAnotherOrigin_IsAnsweredForItsPage()
    {
        await using var scenario = await StartAsync();
        async Task<RawAnswer> Post(Form form)
        {
            var request = form.Request();
            request.Unsigned["origin"] = LocalPage;
            return await scenario.Raw.SendAsync(request, sign: false);
        }

        (await Post(Form.Of(scenario))).Headers["Access-Control-Allow-Origin"].Should().Be(LocalPage, "a page should learn why it was refused");
        (await Post(Form.Of(scenario).Sign())).Headers["Access-Control-Expose-Headers"].Should().Be("ETag, Location");
    }

    private static Task<PutCORSConfigurationResponse> Put(Scenario scenario, params CORSRule[] rules) => scenario.S3.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
    {
        BucketName = scenario.Bucket,
        Configuration = new CORSConfiguration { Rules = [.. rules] },
    });

    private static async Task<HttpResponseMessage> Get(Scenario scenario, string target, string origin = App)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{scenario.Bucket}/{target}");
        request.Headers.Add("Origin", origin);
        return await scenario.Http.SendAsync(request);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
