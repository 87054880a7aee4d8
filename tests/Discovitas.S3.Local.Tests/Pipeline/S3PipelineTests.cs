namespace Discovitas.S3.Local.Tests.Pipeline;

/// <summary>What all responses have, and errors of the server itself.</summary>
public sealed class S3PipelineTests : ScenarioTest
{
    [Fact]
    public async Task Response_HasServerRequestIdAndTime()
    {
        var good = await Scenario.SendAsync("PUT", body: [1]);
        var bad = await Scenario.SendAsync("GET", "/none");
        var head = await Scenario.SendAsync("HEAD", "/none");

        foreach (var response in new[] { good, bad, head })
        {
            response.Headers["Server"].Should().Be("Discovitas.S3.Local");
            response.Headers["x-amz-request-id"].Should().MatchRegex("^[0-9A-F]{16}$");
            response.Headers["x-amz-id-2"].Should().MatchRegex("^[0-9A-Za-z+/]{64}$");
            response.Headers.Should().ContainKey("Date");
        }

        bad.Body.Should().EndWith(
            "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>none</Key>" +
            $"<RequestId>{bad.Headers["x-amz-request-id"]}</RequestId>" +
            $"<HostId>{bad.Headers["x-amz-id-2"]}</HostId></Error>");
        head.Body.Should().BeEmpty();
    }

    [Theory]
    [InlineData("GET", "/missing/k", 404, "NoSuchBucket", "BucketName=missing")]
    [InlineData("PUT", "/missing", 403, "AccessDenied", "")]
    [InlineData("GET", "/missing?list-type=2", 404, "NoSuchBucket", "BucketName=missing")]
    [InlineData("GET", "/local/none", 403, "AccessDenied", "")]
    [InlineData("PATCH", "/local/k", 405, "MethodNotAllowed", "Method=PATCH ResourceType=OBJECT")]
    public async Task AnonymousRequest_GetsTheErrorOfS3(
        string method, string target, int status, string code, string details)
    {
        await using var scenario = await Scenario.StartAsync(new LocalS3Options { PublicRead = false });

        var response = await scenario.Raw.SendAsync(new RawRequest(method, target), sign: false);

        (response.Status, response.Code).Should().Be((status, code));
        string.Join(' ', Xml.Details(response).Select(one => $"{one.Name}={one.Value}")).Should().Be(details);
    }

    [Fact]
    public async Task Exception_InTheServer_IsReturnedAsAnInternalError()
    {
        Directory.Delete(Path.Combine(Scenario.Server.Folder, ".discovitas-s3", "staging"), recursive: true);

        var response = await Scenario.SendAsync("PUT", body: [1]);

        response.Status.Should().Be(500);
        response.Code.Should().Be("InternalError");
        response.Body.Should().Contain("<Message>We encountered an internal error. Please try again.</Message>");
        Scenario.Server.Requests.Last().ErrorMessage.Should().StartWith("DirectoryNotFoundException: ");
    }
}
