using Discovitas.S3.TestSupport.Http;

namespace Discovitas.S3.Local.Tests.Hosting;

/// <summary>Where a server listens, and under which names it answers.</summary>
public sealed class BindingTests
{
    [Theory]
    [InlineData("127.0.0.1", "files.example", HttpStatusCode.Forbidden)]
    [InlineData("0.0.0.0", "files.example", HttpStatusCode.OK)]
    [InlineData("0.0.0.0", "192.0.2.7:9000", HttpStatusCode.OK)]
    public async Task AHostName_IsAnsweredIfOtherMachinesCanConnect(string bind, string host, HttpStatusCode status)
    {
        await using var scenario = await Scenario.StartAsync(
            new LocalS3Options { BindAddress = IPAddress.Parse(bind) });
        await scenario.PutAsync("k", "x");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/local/k");
        request.Headers.Host = host;

        using var response = await scenario.Http.SendAsync(request);

        new Uri(scenario.Server.ServiceUrl).Host.Should().Be("127.0.0.1");
        response.StatusCode.Should().Be(status);
    }

    [Fact]
    public async Task ACertificate_MakesItHttps()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = await LocalS3Server.StartAsync(new LocalS3Options { Certificate = certificate });
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = (_, other, _, _) =>
            other?.GetCertHashString() == certificate.GetCertHashString();
        using var http = new HttpClient(handler);

        var answer = await http.GetStringAsync($"{server.ServiceUrl}/_health");

        server.ServiceUrl.Should().StartWith("https://localhost:");
        answer.Should().Be("Healthy");
    }

    [Fact]
    public async Task AdditionalBuckets_ExistFromTheStart()
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { AdditionalBuckets = { "scans" } });
        await scenario.S3.DeleteBucketAsync("scans");

        await scenario.Server.ResetAsync();

        (await scenario.S3.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName)
            .Should().Equal("local", "scans");
    }

    [Fact]
    public async Task AnAdditionalBucketWithAWrongName_IsExplained()
    {
        var start = () => LocalS3Server.StartAsync(new LocalS3Options { AdditionalBuckets = { "Scans" } });

        await start.Should().ThrowAsync<ArgumentException>()
            .WithMessage("LocalS3Options.AdditionalBuckets has 'Scans'*");
    }
}
