namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Copying objects.</summary>
public sealed class CopyObjectTests : ScenarioTest
{
    [Fact]
    public async Task CopyObject_KeepsOrReplacesHeadersAndTags()
    {
        var put = Scenario.NewPut("from ü", contentType: "image/png");
        put.TagSet = [new Tag { Key = "t", Value = "1" }];
        put.Metadata["m"] = "1";
        await Scenario.S3.PutObjectAsync(put);

        var copied = await Scenario.S3.CopyObjectAsync(Scenario.Bucket, "from ü", Scenario.Bucket, "to");
        await Scenario.S3.CopyObjectAsync(new()
        {
            SourceBucket = Scenario.Bucket,
            SourceKey = "from ü",
            DestinationBucket = Scenario.Bucket,
            DestinationKey = "new",
            MetadataDirective = S3MetadataDirective.REPLACE,
            ContentType = "text/css",
        });

        copied.ETag.Should().NotBeNull();
        var kept = await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "to");
        kept.Headers.ContentType.Should().Be("image/png");
        kept.Metadata["m"].Should().Be("1");
        (await Scenario.S3.GetObjectTaggingAsync(new() { BucketName = Scenario.Bucket, Key = "to" })).Tagging
            .Should().ContainSingle();
        var replaced = await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "new");
        replaced.Headers.ContentType.Should().Be("text/css");
        replaced.Metadata.Keys.Should().BeEmpty();
        (await Scenario.GetAsync("new")).Should().Be("x");
        await Scenario.ShouldFail(
            () => Scenario.S3.CopyObjectAsync(Scenario.Bucket, "to", Scenario.Bucket, "to"), "InvalidRequest");
        await Scenario.ShouldFail(
            () => Scenario.S3.CopyObjectAsync(Scenario.Bucket, "no", Scenario.Bucket, "to"), "NoSuchKey");
    }
}
