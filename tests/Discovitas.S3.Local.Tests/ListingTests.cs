using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>Listing and buckets, through the SDK.</summary>
public sealed class ListingTests
{
    [Fact]
    public async Task ListObjectsV2_GivesAllPagesInOrderOfUtf8()
    {
        await using var scenario = await Scenario.StartAsync();

        // U+1F600 is after U+FF21 in UTF-8 and before it in UTF-16
        string[] keys = ["B", "a", "a-b", "a/1", "a/2", "a0", "z%", "ä", "\uFF21", "\U0001F600"];
        foreach (var key in keys.Reverse())
        {
            await scenario.PutAsync(key, key);
        }

        var listed = new List<S3Object>();
        await foreach (var item in scenario.S3.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = scenario.Bucket, MaxKeys = 3 }).S3Objects)
        {
            listed.Add(item);
        }

        listed.Select(item => item.Key).Should().Equal(keys);
        listed.Should().OnlyContain(item => item.Size == System.Text.Encoding.UTF8.GetByteCount(item.Key) && item.ETag.Length == 34);
    }

    [Fact]
    public async Task ListObjectsV2_WithADelimiter_CountsACommonPrefixOnce()
    {
        await using var scenario = await Scenario.StartAsync();
        foreach (var key in new[] { "p/a/1", "p/a/2", "p/b", "p/c/1", "q" })
        {
            await scenario.PutAsync(key, "x");
        }

        var pages = new List<ListObjectsV2Response>();
        string? token = null;
        do
        {
            pages.Add(await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request
            {
                BucketName = scenario.Bucket,
                Prefix = "p/",
                Delimiter = "/",
                MaxKeys = 1,
                ContinuationToken = token,
            }));
            token = pages[^1].NextContinuationToken;
        }
        while (token is not null && pages.Count < 10);

        pages.SelectMany(page => (page.CommonPrefixes ?? []).Concat((page.S3Objects ?? []).Select(item => item.Key))).Should().Equal("p/a/", "p/b", "p/c/");
        pages.Should().OnlyContain(page => page.KeyCount == 1);
    }

    [Fact]
    public async Task ListObjectsV2_WithStartAfter_BeginsBehindIt()
    {
        await using var scenario = await Scenario.StartAsync();
        foreach (var key in new[] { "a", "b", "c" })
        {
            await scenario.PutAsync(key, "x");
        }

        var page = await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = scenario.Bucket, StartAfter = "a" });

        page.S3Objects.Select(item => item.Key).Should().Equal("b", "c");
        page.StartAfter.Should().Be("a");
    }

    [Fact]
    public async Task ListObjectsV2_OfNothing_IsEmpty()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "x");

        (await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = scenario.Bucket, Prefix = "../" })).KeyCount.Should().Be(0);
        (await scenario.S3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = scenario.Bucket, MaxKeys = 0 })).IsTruncated.Should().BeFalse();
    }

    [Fact]
    public async Task ListObjects_TheFirstVersion_GivesPagesByMarker()
    {
        await using var scenario = await Scenario.StartAsync();
        foreach (var key in new[] { "a/1", "a/2", "b", "c" })
        {
            await scenario.PutAsync(key, "x");
        }

        var first = await scenario.S3.ListObjectsAsync(new ListObjectsRequest { BucketName = scenario.Bucket, Delimiter = "/", MaxKeys = 2 });
        var second = await scenario.S3.ListObjectsAsync(new ListObjectsRequest { BucketName = scenario.Bucket, Delimiter = "/", Marker = first.NextMarker });
        var afterPrefix = await scenario.S3.ListObjectsAsync(new ListObjectsRequest { BucketName = scenario.Bucket, Delimiter = "/", Marker = "a/" });

        first.CommonPrefixes.Should().Equal("a/");
        first.S3Objects.Select(item => item.Key).Should().Equal("b");
        second.S3Objects.Select(item => item.Key).Should().Equal("c");
        second.IsTruncated.Should().BeFalse();
        (afterPrefix.CommonPrefixes ?? []).Should().BeEmpty();
    }

    [Fact]
    public async Task ListObjectsV2_WithUrlEncoding_WritesKeysThatXmlCannotHold()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.Raw.SendAsync(new RawRequest("PUT", $"/{scenario.Bucket}/a%01%20b/%C3%A4") { Body = [1] });

        var answer = await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}?encoding-type=url&list-type=2"));

        answer.Body.Should().Contain("<Key>a%01%20b/%C3%A4</Key>").And.Contain("<EncodingType>url</EncodingType>");
    }

    [Theory]
    [InlineData("list-type=2&max-keys=-1")]
    [InlineData("list-type=2&max-keys=x")]
    [InlineData("list-type=3")]
    [InlineData("encoding-type=base64&list-type=2")]
    [InlineData("continuation-token=%21%21&list-type=2")]
    public async Task ListObjects_WithAnArgumentThatIsNone_IsRefused(string query)
    {
        await using var scenario = await Scenario.StartAsync();

        var parts = query.Split('&').Order(StringComparer.Ordinal);
        var answer = await scenario.Raw.SendAsync(new RawRequest("GET", $"/{scenario.Bucket}?{string.Join('&', parts)}"));

        answer.Code.Should().Be("InvalidArgument");
    }

    [Fact]
    public async Task Buckets_AreCreatedListedLocatedAndDeleted()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.S3.PutBucketAsync("second");
        await scenario.S3.PutObjectAsync(new PutObjectRequest { BucketName = "second", Key = "k", ContentBody = "x" });

        (await scenario.S3.ListBucketsAsync()).Buckets.Select(bucket => bucket.BucketName).Should().Equal("local", "second");
        (await scenario.S3.GetBucketLocationAsync("second")).Location.Value.Should().BeNullOrEmpty("that is us-east-1");
        (await scenario.S3.HeadBucketAsync(new HeadBucketRequest { BucketName = "second" })).BucketRegion.Should().Be("us-east-1");
        (await Scenario.FailureOf(() => scenario.S3.DeleteBucketAsync("second"))).ErrorCode.Should().Be("BucketNotEmpty");
        await scenario.S3.DeleteObjectAsync("second", "k");
        await scenario.S3.DeleteBucketAsync("second");
        (await Scenario.FailureOf(() => scenario.S3.HeadBucketAsync(new HeadBucketRequest { BucketName = "second" }))).StatusCode.Should().Be(HttpStatusCode.NotFound);
        Directory.Exists(Path.Combine(scenario.Server.Folder, "second")).Should().BeFalse();
    }

    [Theory]
    [InlineData("..")]
    [InlineData("...")]
    [InlineData("ab")]
    [InlineData("Upper")]
    [InlineData("con.x")]
    [InlineData(".discovitas-s3")]
    [InlineData("a..b")]
    public async Task CreateBucket_OfANameThatIsNone_IsRefused(string name)
    {
        await using var scenario = await Scenario.StartAsync();

        (await scenario.Raw.SendAsync(new RawRequest("PUT", $"/{name}"))).Code.Should().Be("InvalidBucketName");
        (await scenario.Raw.SendAsync(new RawRequest("GET", $"/{name}/key"))).Code.Should().Be("InvalidBucketName");
    }

    [Fact]
    public async Task CreateBucket_Again_IsDoneInUsEast1AndAConflictElsewhere()
    {
        await using var east = await Scenario.StartAsync();
        await east.S3.PutBucketAsync("local");
        await using var west = await Scenario.StartAsync(new LocalS3Options { Region = "eu-west-1" });

        (await Scenario.FailureOf(() => west.S3.PutBucketAsync("local"))).ErrorCode.Should().Be("BucketAlreadyOwnedByYou");
        (await west.S3.GetBucketLocationAsync("local")).Location.Value.Should().Be("eu-west-1");
    }
}
