namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>Hosts, buckets and keys of requests.</summary>
public sealed class RequestTargetTests : ScenarioTest
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("10.0.0.1")]
    public async Task Request_ToAnotherHostName_IsRejected(string host)
    {
        await Scenario.PutAsync("k", "x");
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/{Scenario.Bucket}/k");
        request.Headers.Host = host;

        (await Scenario.Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("local.localhost", "/a/k")]
    [InlineData("local.LOCALHOST", "/a/k")]
    [InlineData("LocalHost", "/local/a/k")]
    public async Task Request_ToTheServersHostNames_FindsTheBucket(string host, string path)
    {
        await Scenario.PutAsync("a/k", "x");
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Host = host;

        (await (await Scenario.Http.SendAsync(request)).Content.ReadAsStringAsync()).Should().Be("x");
    }

    [Fact]
    public async Task Request_WithAKeyAndNoBucket_IsRejected() =>
        (await Scenario.Raw.SendAsync(new RawRequest("GET", "//secret.txt"))).Code.Should().Be("InvalidBucketName");

    [Theory]
    [InlineData("%FF")]
    [InlineData("%E4%F6")]
    [InlineData("a%2")]
    [InlineData("a%zz")]
    public async Task Key_ThatIsNotUtf8_IsRejected(string encoded)
    {
        (await Scenario.SendAsync("GET", $"/{encoded}")).Code.Should().Be("InvalidURI");
    }

    [Fact]
    public async Task Key_OfMoreThan1024Bytes_IsRejected()
    {
        await Scenario.PutAsync(new string('k', 1024), "x");

        await Scenario.ShouldFail(() => Scenario.PutAsync(new string('k', 1025), "x"), "KeyTooLongError");
    }
}
