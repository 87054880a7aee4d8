using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Parts;

namespace Discovitas.S3.Local.Tests;

/// <summary>Listing parts and uploads.</summary>
public sealed class MultipartListingTests
{
    [Fact]
    public async Task ListParts_GivesPages()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = await Begin(scenario, "k");
        foreach (var number in new[] { 2, 4, 6 })
        {
            await Part(scenario, id, number, Bytes(number));
        }

        Task<ListPartsResponse> Page(string? marker) => scenario.S3.ListPartsAsync(new ListPartsRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            MaxParts = 2,
            PartNumberMarker = marker,
        });

        var first = await Page(null);
        first.Parts.Select(part => (part.PartNumber, part.Size)).Should().Equal((2, 2L), (4, 4L));
        first.IsTruncated.Should().BeTrue();
        var second = await Page($"{first.NextPartNumberMarker}");
        second.Parts.Select(part => part.PartNumber).Should().Equal(6);
        second.IsTruncated.Should().BeFalse();
    }

    [Fact]
    public async Task ListMultipartUploads_GivesPagesByKey()
    {
        await using var scenario = await Scenario.StartAsync();
        foreach (var key in new[] { "p/2", "p/1", "q", "p/1" })
        {
            await Begin(scenario, key);
        }

        var first = await scenario.S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = scenario.Bucket, Prefix = "p/", MaxUploads = 1 });
        var second = await scenario.S3.ListMultipartUploadsAsync(new ListMultipartUploadsRequest
        {
            BucketName = scenario.Bucket,
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
