using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>Deleting, copying and tagging objects; many at once.</summary>
public sealed class ObjectTests
{
    [Fact]
    public async Task DeleteObject_OfWhatIsThereOrNot_Succeeds()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("a/b/c", "x");

        (await scenario.S3.DeleteObjectAsync(scenario.Bucket, "a/b/c")).HttpStatusCode.Should().Be(HttpStatusCode.NoContent);
        (await scenario.S3.DeleteObjectAsync(scenario.Bucket, "a/b/c")).HttpStatusCode.Should().Be(HttpStatusCode.NoContent);

        (await Scenario.FailureOf(() => scenario.S3.GetObjectAsync(scenario.Bucket, "a/b/c"))).ErrorCode.Should().Be("NoSuchKey");
        Directory.Exists(scenario.PathOf("a")).Should().BeFalse("folders go with the last object in them");
        Directory.Exists(scenario.PathOf("")).Should().BeTrue("the bucket stays");
    }

    [Fact]
    public async Task DeleteObjects_DeletesAllAndNamesThem()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("1", "x");
        await scenario.PutAsync("2 <&>", "x");

        var answer = await scenario.S3.DeleteObjectsAsync(new DeleteObjectsRequest
        {
            BucketName = scenario.Bucket,
            Objects = [new() { Key = "1" }, new() { Key = "2 <&>" }, new() { Key = "never" }],
        });

        answer.DeletedObjects.Select(deleted => deleted.Key).Should().Equal("1", "2 <&>", "never");
        (await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = scenario.Bucket })).KeyCount.Should().Be(0);
    }

    [Fact]
    public async Task CopyObject_KeepsHeadersAndTagsOrTakesNewOnes()
    {
        await using var scenario = await Scenario.StartAsync();
        var put = new PutObjectRequest { BucketName = scenario.Bucket, Key = "from ü", ContentBody = "x", ContentType = "image/png", TagSet = [new Tag { Key = "t", Value = "1" }] };
        put.Metadata["m"] = "1";
        await scenario.S3.PutObjectAsync(put);

        var copied = await scenario.S3.CopyObjectAsync(scenario.Bucket, "from ü", scenario.Bucket, "to");
        await scenario.S3.CopyObjectAsync(new CopyObjectRequest
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
        (await scenario.S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = scenario.Bucket, Key = "to" })).Tagging.Should().ContainSingle();
        var replaced = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "new");
        replaced.Headers.ContentType.Should().Be("text/css");
        replaced.Metadata.Keys.Should().BeEmpty();
        (await scenario.GetAsync("new")).Should().Be("x");
        (await Scenario.FailureOf(() => scenario.S3.CopyObjectAsync(scenario.Bucket, "to", scenario.Bucket, "to"))).ErrorCode.Should().Be("InvalidRequest");
        (await Scenario.FailureOf(() => scenario.S3.CopyObjectAsync(scenario.Bucket, "no", scenario.Bucket, "to"))).ErrorCode.Should().Be("NoSuchKey");
    }

    [Fact]
    public async Task Tags_AreSetReadAndRemoved()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "x");
        async Task<List<Tag>?> Tags() =>
            (await scenario.S3.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = scenario.Bucket, Key = "k" })).Tagging;

        await scenario.S3.PutObjectTaggingAsync(new PutObjectTaggingRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            Tagging = new Tagging { TagSet = [new Tag { Key = "a", Value = "1" }, new Tag { Key = "ü", Value = "" }] },
        });
        (await Tags()).Should().HaveCount(2);
        await scenario.S3.DeleteObjectTaggingAsync(new DeleteObjectTaggingRequest { BucketName = scenario.Bucket, Key = "k" });
        (await Tags() ?? []).Should().BeEmpty();
        (await scenario.GetAsync("k")).Should().Be("x");
        (await Scenario.FailureOf(() => scenario.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            ContentBody = "x",
            TagSet = [.. Enumerable.Range(0, 11).Select(n => new Tag { Key = $"{n}", Value = "" })],
        }))).ErrorCode.Should().Be("InvalidTag");
    }

    [Fact]
    public async Task Requests_ManyAtOnce_AllCount()
    {
        await using var scenario = await Scenario.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => scenario.PutAsync($"many/{n % 10}/{n}", $"{n}")));

        var contents = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => scenario.GetAsync($"many/{n % 10}/{n}")));
        contents.Should().Equal(Enumerable.Range(0, 100).Select(n => $"{n}"));
    }
}
