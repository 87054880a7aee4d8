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
            response.Headers.Should().ContainKey("Date");
        }

        bad.Body.Should().Contain($"<RequestId>{bad.Headers["x-amz-request-id"]}</RequestId>")
            .And.Contain($"<Resource>/{Scenario.Bucket}/none</Resource>");
        head.Body.Should().BeEmpty();
    }

    [Fact]
    public async Task Exception_InTheServer_IsReturnedAsAnInternalError()
    {
        await Scenario.PutAsync("k", "x");
        var sidecar = Directory.GetFiles(Scenario.Server.Folder, "k%.json", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(sidecar, "no json");

        var response = await Scenario.SendAsync("GET");

        response.Status.Should().Be(500);
        response.Code.Should().Be("InternalError");
        response.Body.Should().Contain("JsonException");
    }
}
