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

    [Theory]
    [InlineData(null, null, "InvalidRequest")]
    [InlineData("x-amz-metadata-directive", "COPY", "InvalidRequest")]
    [InlineData("x-amz-tagging-directive", "REPLACE", "InvalidRequest")]
    [InlineData("x-amz-metadata-directive", "REPLACE", null)]
    [InlineData("x-amz-storage-class", "STANDARD", null)]
    [InlineData("x-amz-server-side-encryption", "AES256", null)]
    [InlineData("x-amz-metadata-directive", "replace", "InvalidArgument")]
    public async Task CopyObject_OntoItself_MustNameWhatItChanges(string? header, string? value, string? code)
    {
        await Scenario.PutAsync("k", "x");

        var response = await CopyAsync("k", header, value);

        response.Code.Should().Be(code);
        (await Scenario.GetAsync("k")).Should().Be("x");
    }

    [Theory]
    [InlineData("if-match", "\"0\"", "If-Match")]
    [InlineData("if-unmodified-since", "Thu, 01 Jan 2015 00:00:00 GMT", "If-Unmodified-Since")]
    [InlineData("if-none-match", "*", "If-None-Match")]
    [InlineData("if-modified-since", "now", "If-Modified-Since")]
    [InlineData("if-modified-since", "Thu, 01 Jan 2037 00:00:00 GMT", null)]
    [InlineData("if-modified-since", "Thu, 01 Jan 2015 00:00:00 GMT", null)]
    public async Task CopyObject_WithAConditionOnItsSource_NamesIt(string condition, string value, string? failed)
    {
        await Scenario.PutAsync("k", "x");

        var response = await CopyAsync(
            "copy", "x-amz-copy-source-" + condition, value == "now" ? $"{DateTimeOffset.UtcNow:R}" : value);

        response.Code.Should().Be(failed is null ? null : "PreconditionFailed");
        Xml.Value(response, "Condition").Should().Be(failed is null ? null : $"x-amz-copy-source-{failed}");
    }

    private Task<RawResponse> CopyAsync(string to, string? header, string? value)
    {
        var copy = new RawRequest("PUT", $"/{Scenario.Bucket}/{to}");
        copy.Headers["x-amz-copy-source"] = $"{Scenario.Bucket}/k";
        if (header is not null)
        {
            copy.Headers[header] = value!;
        }

        return Scenario.Raw.SendAsync(copy);
    }
}
