namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Listing the parts of an upload.</summary>
public sealed class ListPartsTests : ScenarioTest
{
    [Fact]
    public async Task ListParts_ReturnsPages()
    {
        var id = await Begin(Scenario, "k");
        foreach (var number in new[] { 2, 4, 6 })
        {
            await Part(Scenario, id, number, Bytes(number));
        }

        Task<ListPartsResponse> Page(string? marker) => Scenario.S3.ListPartsAsync(new()
        {
            BucketName = Scenario.Bucket,
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
}
