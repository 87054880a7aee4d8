namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Responses that announce more than they contain.</summary>
public sealed class CutResponseFaultTests : ScenarioTest
{
    [Theory]
    [InlineData("GET", "HTTP/1.1 200 OK*Content-Length: 5*\r\n\r\nhe")]
    [InlineData("PUT", "HTTP/1.1 200 OK*Content-Length: 1*\r\n\r\n")]
    [InlineData("HEAD", "HTTP/1.1 200 Cut\r\nETa")]
    [InlineData("DELETE", "HTTP/1.1 204 Cut\r\nETa")]
    public async Task CutResponse_AnnouncesMoreThanItSends(string method, string expected)
    {
        await ChecksumRequest.SendAsync(Scenario, "PUT", null);
        Scenario.Server.Faults = _ => S3Fault.CutResponse;

        var end = await Scenario.Raw.EndOfAsync(ChecksumRequest.Create(Scenario, method));

        end.Text.Should().Match(expected);
        end.WasReset.Should().BeFalse();
        File.Exists(Scenario.PathOf("k")).Should().Be(method != "DELETE");
    }

    [Fact]
    public async Task CutResponse_ToTheSdk_FailsAfterCarryingOut()
    {
        using var s3 = Scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        var (id, part) = await UploadWithChecksumAsync(Scenario, ChecksumRequest.Data);
        Scenario.Server.Faults = _ => S3Fault.CutResponse;

        var complete = () => s3.CompleteMultipartUploadAsync(
            new() { BucketName = Scenario.Bucket, Key = "k", UploadId = id, PartETags = [part] });

        await complete.Should().ThrowAsync<Exception>();
        File.Exists(Scenario.PathOf("k")).Should().BeTrue();
    }
}
