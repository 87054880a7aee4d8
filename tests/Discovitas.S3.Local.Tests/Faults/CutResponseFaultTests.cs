namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Responses that announce more than they contain.</summary>
public sealed class CutResponseFaultTests
{
    [Theory]
    [InlineData("GET", "HTTP/1.1 200 OK*Content-Length: 5*\r\n\r\nhe")]
    [InlineData("PUT", "HTTP/1.1 200 OK*Content-Length: 1*\r\n\r\n")]
    [InlineData("HEAD", "HTTP/1.1 200 Cut\r\nETa")]
    [InlineData("DELETE", "HTTP/1.1 204 Cut\r\nETa")]
    public async Task CutResponse_AnnouncesMoreThanItSends(string method, string expected)
    {
        await using var scenario = await Scenario.StartAsync();
        await ChecksumRequest.SendAsync(scenario, "PUT", null);
        scenario.Server.Faults = _ => S3Fault.CutResponse;

        var end = await scenario.Raw.EndOfAsync(ChecksumRequest.Create(scenario, method));

        end.Text.Should().Match(expected);
        end.WasReset.Should().BeFalse();
        File.Exists(scenario.PathOf("k")).Should().Be(method != "DELETE");
    }

    [Fact]
    public async Task CutResponse_ToTheSdk_FailsAfterCarryingOut()
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        var (id, part) = await UploadWithChecksumAsync(scenario, ChecksumRequest.Data);
        scenario.Server.Faults = _ => S3Fault.CutResponse;

        var complete = () => s3.CompleteMultipartUploadAsync(
            new() { BucketName = scenario.Bucket, Key = "k", UploadId = id, PartETags = [part] });

        await complete.Should().ThrowAsync<Exception>();
        File.Exists(scenario.PathOf("k")).Should().BeTrue();
    }
}
