using static Discovitas.S3.Local.Tests.Support.Scenario;

namespace Discovitas.S3.Local.Tests.Cors;

/// <summary>Putting, getting and deleting the CORS configuration of a bucket.</summary>
public sealed class CorsDocumentTests
{
    private const string App = "https://app.example";

    [Fact]
    public async Task Configuration_SurvivesARestart()
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
            await Scenario.ShouldFail(
                () => scenario.S3.GetCORSConfigurationAsync(scenario.Bucket), "NoSuchCORSConfiguration");
            await scenario.PutCorsAsync(rule, new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"] });
        }

        await using (var scenario = await StartAsync(options))
        {
            var rules = (await scenario.S3.GetCORSConfigurationAsync(scenario.Bucket)).Configuration.Rules;
            rules.Should().HaveCount(2);
            rules[0].Should().BeEquivalentTo(rule);
            rules[1].AllowedHeaders.Should().BeNull();

            await scenario.S3.DeleteCORSConfigurationAsync(scenario.Bucket);
            (await FailureOf(() => scenario.S3.GetCORSConfigurationAsync(scenario.Bucket))).StatusCode
                .Should().Be(HttpStatusCode.NotFound);
            await scenario.S3.DeleteCORSConfigurationAsync(scenario.Bucket);
        }
    }

    [Fact]
    public async Task Configuration_IsDeletedWithItsBucket()
    {
        await using var scenario = await StartAsync();
        await scenario.S3.PutBucketAsync("other");
        await scenario.S3.PutCORSConfigurationAsync(new()
        {
            BucketName = "other",
            Configuration = new CORSConfiguration
            {
                Rules = [new CORSRule { AllowedOrigins = ["*"], AllowedMethods = ["GET"] }],
            },
        });

        await scenario.S3.DeleteBucketAsync("other");
        await scenario.S3.PutBucketAsync("other");

        await Scenario.ShouldFail(() => scenario.S3.GetCORSConfigurationAsync("other"), "NoSuchCORSConfiguration");
    }

    [Theory]
    [InlineData("<AllowedMethod>GET</AllowedMethod>", "MalformedXML")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin>", "MalformedXML")]
    [InlineData("", "MalformedXML")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod>", "InvalidRequest")]
    [InlineData("<AllowedOrigin>*</AllowedOrigin><AllowedMethod>get</AllowedMethod>", "InvalidRequest")]
    [InlineData("<AllowedOrigin>https://*.*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>", "InvalidRequest")]
    [InlineData(
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedHeader>**</AllowedHeader>",
        "InvalidRequest")]
    [InlineData(
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>x-*</ExposeHeader>",
        "InvalidRequest")]
    [InlineData(
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><ExposeHeader>a&#13;&#10;b: " +
        "c</ExposeHeader>",
        "MalformedXML")]
    [InlineData(
        "<AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>1e3</MaxAgeSeconds>",
        "MalformedXML")]
    public async Task Configuration_ThatIsInvalid_IsRejected(string rule, string code)
    {
        await using var scenario = await StartAsync();
        RawRequest Put() => new("PUT", $"/{scenario.Bucket}?cors=")
        {
            Body = Encoding.UTF8.GetBytes(
                $"<CORSConfiguration><CORSRule>{rule}</CORSRule></CORSConfiguration>"),
        };

        (await scenario.Raw.SendAsync(Put())).Code.Should().Be("InvalidRequest", "it has no checksum");
        var put = Put();
        put.Headers["x-amz-checksum-sha256"] = Payloads.Checksum("SHA256", put.Body);
        (await scenario.Raw.SendAsync(put)).Code.Should().Be(code);
        await Scenario.ShouldFail(
            () => scenario.S3.GetCORSConfigurationAsync(scenario.Bucket), "NoSuchCORSConfiguration");
    }

    [Fact]
    public async Task Configuration_WithoutASignature_IsNeitherReadNorChanged()
    {
        await using var scenario = await StartAsync();

        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete })
        {
            using var request = new HttpRequestMessage(method, $"/{scenario.Bucket}?cors");
            (await scenario.Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        }
    }
}
