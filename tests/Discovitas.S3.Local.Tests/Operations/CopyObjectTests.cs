namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Copying objects.</summary>
public sealed class CopyObjectTests
{
    [Fact]
    public async Task CopyObject_KeepsOrReplacesHeadersAndTags()
    {
        await using var scenario = await Scenario.StartAsync();
        var put = new PutObjectRequest
        {
            BucketName = scenario.Bucket,
            Key = "from ü",
            ContentBody = "x",
            ContentType = "image/png",
            TagSet = [new Tag { Key = "t", Value = "1" }],
        };
        put.Metadata["m"] = "1";
        await scenario.S3.PutObjectAsync(put);

        var copied = await scenario.S3.CopyObjectAsync(scenario.Bucket, "from ü", scenario.Bucket, "to");
        await scenario.S3.CopyObjectAsync(new()
        {
            SourceBucket = scenario.Bucket,
            SourceKey = "from ü",
            DestinationBucket = scenario.Bucket,
            DestinationKey = "new",
            MetadataDirective = S3MetadataDirective.REPLACE,
            ContentType = "text/css",
        });

        copied.ETag.Should().NotBeNull();
        var kept = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "to");
        kept.Headers.ContentType.Should().Be("image/png");
        kept.Metadata["m"].Should().Be("1");
        (await scenario.S3.GetObjectTaggingAsync(
            new() { BucketName = scenario.Bucket, Key = "to" })).Tagging.Should().ContainSingle();
        var replaced = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "new");
        replaced.Headers.ContentType.Should().Be("text/css");
        replaced.Metadata.Keys.Should().BeEmpty();
        (await scenario.GetAsync("new")).Should().Be("x");
        await Scenario.ShouldFail(
            () => scenario.S3.CopyObjectAsync(scenario.Bucket, "to", scenario.Bucket, "to"), "InvalidRequest");
        await Scenario.ShouldFail(
            () => scenario.S3.CopyObjectAsync(scenario.Bucket, "no", scenario.Bucket, "to"), "NoSuchKey");
    }
}
