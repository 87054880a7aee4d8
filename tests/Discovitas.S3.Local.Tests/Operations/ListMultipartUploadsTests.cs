namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Listing unfinished uploads.</summary>
public sealed class ListMultipartUploadsTests : ScenarioTest
{
    [Fact]
    public async Task ListMultipartUploads_ReturnsPagesByKey()
    {
        foreach (var key in new[] { "p/2", "p/1", "q", "p/1" })
        {
            await Begin(Scenario, key);
        }

        var first = await Scenario.S3.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = Scenario.Bucket, Prefix = "p/", MaxUploads = 1 });
        var second = await Scenario.S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest
        {
            BucketName = Scenario.Bucket,
            Prefix = "p/",
            KeyMarker = first.NextKeyMarker,
            UploadIdMarker = first.NextUploadIdMarker,
        });

        first.MultipartUploads.Should().ContainSingle().Which.Key.Should().Be("p/1");
        first.IsTruncated.Should().BeTrue();
        second.MultipartUploads.Select(upload => upload.Key).Should().Equal("p/1", "p/2");
        second.MultipartUploads[0].UploadId.Should().NotBe(first.MultipartUploads[0].UploadId);
    }
}
