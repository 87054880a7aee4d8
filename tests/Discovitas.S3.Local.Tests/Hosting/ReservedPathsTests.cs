namespace Discovitas.S3.Local.Tests.Hosting;

/// <summary>The paths that cannot be buckets.</summary>
public sealed class ReservedPathsTests : ScenarioTest
{
    [Theory]
    [InlineData("GET", "/_health", 200, "Healthy")]
    [InlineData("HEAD", "/_health?a=b", 200, "")]
    [InlineData("POST", "/_health", 405, "Use GET or HEAD.")]
    [InlineData("GET", "/_healthy", 403, "<Code>AccessDenied</Code>")]
    [InlineData("GET", "/_console", 403, "<Code>AccessDenied</Code>")]
    public async Task APath_IsAnsweredWithoutASignature(string method, string path, int status, string text)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var response = await Scenario.Http.SendAsync(request);

        ((int)response.StatusCode).Should().Be(status);
        (await response.Content.ReadAsStringAsync()).Should().Match($"*{text}*");
    }

    [Fact]
    public async Task Health_IsNotRecorded()
    {
        await Scenario.Http.GetAsync("/_health");

        Scenario.Server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task AKeyOfThatName_IsAnObject()
    {
        await Scenario.PutAsync("_health", "an object");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_health");
        request.Headers.Host = $"{Scenario.Bucket}.localhost";

        using var response = await Scenario.Http.SendAsync(request);

        (await response.Content.ReadAsStringAsync()).Should().Be("an object");
        (await Scenario.Http.GetStringAsync($"/{Scenario.Bucket}/_health")).Should().Be("an object");
    }

    [Fact]
    public async Task AKeyThatLeadsThere_IsAKey()
    {
        var response = await Scenario.SendAsync("GET", "/../_health");

        response.Status.Should().Be(404);
    }
}
