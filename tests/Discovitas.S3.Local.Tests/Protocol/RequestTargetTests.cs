namespace Discovitas.S3.Local.Tests.Protocol;

/// <summary>Hosts, buckets and keys of requests.</summary>
public sealed class RequestTargetTests
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("10.0.0.1")]
    public async Task Request_ToAnotherHostName_IsRejected(string host)
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "x");
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"/{scenario.Bucket}/k") { Headers = { Host = host } };

        (await scenario.Http.SendAsync(request)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Request_ToTheBucketsHostName_FindsTheBucket()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("a/k", "x");
        using var request = new HttpRequestMessage(
            HttpMethod.Get, "/a/k") { Headers = { Host = $"{scenario.Bucket}.localhost" } };

        (await (await scenario.Http.SendAsync(request)).Content.ReadAsStringAsync()).Should().Be("x");
    }

    [Theory]
    [InlineData("%FF")]
    [InlineData("%E4%F6")]
    [InlineData("a%2")]
    [InlineData("a%zz")]
    public async Task Key_ThatIsNotUtf8_IsRejected(string encoded)
    {
        await using var scenario = await Scenario.StartAsync();

        (await scenario.SendAsync("GET", $"/{encoded}")).Code.Should().Be("InvalidURI");
    }

    [Fact]
    public async Task Key_OfMoreThan1024Bytes_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync(new string('k', 1024), "x");

        (await Scenario.FailureOf(
            () => scenario.PutAsync(new string('k', 1025), "x"))).ErrorCode.Should().Be("KeyTooLongError");
    }
}
