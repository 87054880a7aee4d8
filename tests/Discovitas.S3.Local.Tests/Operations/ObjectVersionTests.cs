namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Version IDs and ListObjectVersions: each object is its own only version, <c>null</c>.</summary>
public sealed class ObjectVersionTests : ScenarioTest
{
    private const string WellFormed = "GNw9xLk.mOeY5J05wxtBY9tDKMLAaHFw";

    [Fact]
    public async Task VersionNull_IsTheObject()
    {
        await Scenario.PutAsync("k", "x");
        var (s3, bucket) = (Scenario.S3, Scenario.Bucket);
        var tagging = new Tagging { TagSet = [new Tag { Key = "t", Value = "1" }] };

        await s3.PutObjectTaggingAsync(
            new() { BucketName = bucket, Key = "k", VersionId = "null", Tagging = tagging });

        (await s3.GetObjectTaggingAsync(new() { BucketName = bucket, Key = "k", VersionId = "null" })).Tagging
            .Should().ContainSingle();
        (await s3.GetObjectMetadataAsync(new GetObjectMetadataRequest
        {
            BucketName = bucket,
            Key = "k",
            VersionId = "null",
        })).ContentLength.Should().Be(1);
        using (var got = await s3.GetObjectAsync(new() { BucketName = bucket, Key = "k", VersionId = "null" }))
        {
            got.ContentLength.Should().Be(1);
        }

        await s3.CopyObjectAsync(new()
        {
            SourceBucket = bucket,
            SourceKey = "k",
            SourceVersionId = "null",
            DestinationBucket = bucket,
            DestinationKey = "copy",
        });
        await s3.DeleteObjectTaggingAsync(new() { BucketName = bucket, Key = "k", VersionId = "null" });
        await s3.DeleteObjectAsync(new DeleteObjectRequest { BucketName = bucket, Key = "k", VersionId = "null" });
        (await Scenario.KeysAsync()).Should().Equal("copy");
    }

    [Theory]
    [InlineData("GET", "/k?versionId=" + WellFormed, 404, "NoSuchVersion", "The specified version does not exist.")]
    [InlineData(
        "GET", "/k?tagging=&versionId=" + WellFormed, 404, "NoSuchVersion", "The specified version does not exist.")]
    [InlineData("GET", "/k?versionId=1", 400, "InvalidArgument", "Invalid version id specified")]
    [InlineData("GET", "/k?versionId=", 400, "InvalidArgument", "Version id cannot be the empty string")]
    [InlineData("GET", "/missing?versionId=null", 404, "NoSuchKey", "The specified key does not exist.")]
    [InlineData("DELETE", "/k?versionId=1", 400, "InvalidArgument", "Invalid version id specified")]
    [InlineData("PUT", "/k?versionId=null", 400, "InvalidArgument", "This operation does not accept a version-id.")]
    public async Task Version_ThatDoesNotExist_IsRejected(
        string method, string target, int status, string code, string message)
    {
        await Scenario.PutAsync("k", "x");

        var response = await Scenario.SendAsync(method, target);

        response.Status.Should().Be(status);
        response.Code.Should().Be(code);
        response.Message.Should().Be(message);
        (await Scenario.GetAsync("k")).Should().Be("x");
    }

    [Fact]
    public async Task DeleteObject_OfAnotherVersion_SucceedsAndKeepsTheObject()
    {
        await Scenario.PutAsync("k", "x");

        var response = await Scenario.SendAsync("DELETE", "/k?versionId=" + WellFormed);

        response.Status.Should().Be(204);
        response.Headers["x-amz-version-id"].Should().Be(WellFormed);
        (await Scenario.GetAsync("k")).Should().Be("x");
    }

    [Fact]
    public async Task CopyObject_OfAnotherVersion_IsRejected()
    {
        await Scenario.PutAsync("k", "x");
        Task Copy(string version) => Scenario.S3.CopyObjectAsync(new()
        {
            SourceBucket = Scenario.Bucket,
            SourceKey = "k",
            SourceVersionId = version,
            DestinationBucket = Scenario.Bucket,
            DestinationKey = "copy",
        });

        await Scenario.ShouldFail(() => Copy(WellFormed), "NoSuchVersion");
        await Scenario.ShouldFail(() => Copy("1"), "InvalidArgument");
    }

    [Fact]
    public async Task ListObjectVersions_ListsEachObjectOnce()
    {
        foreach (var key in new[] { "a", "b/1", "b/2", "c" })
        {
            await Scenario.PutAsync(key, "x");
        }

        var pages = new List<ListVersionsResponse>();
        do
        {
            var last = pages.LastOrDefault();
            pages.Add(await Scenario.S3.ListVersionsAsync(new ListVersionsRequest
            {
                BucketName = Scenario.Bucket,
                Delimiter = "/",
                MaxKeys = 1,
                KeyMarker = last?.NextKeyMarker,
                VersionIdMarker = last?.NextVersionIdMarker,
            }));
        }
        while (pages[^1].IsTruncated == true && pages.Count < 10);

        pages.Select(page => page.NextKeyMarker).Should().Equal("a", "b/", null);
        pages.Select(page => page.NextVersionIdMarker).Should().Equal("null", null, null);
        var versions = pages.SelectMany(page => page.Versions ?? []).ToList();
        versions.Select(version => version.Key).Should().Equal("a", "c");
        versions.Should().OnlyContain(version =>
            version.VersionId == "null" && version.IsLatest == true && version.Size == 1 && version.ETag.Length == 34);
        pages[1].CommonPrefixes.Should().Equal("b/");
    }

    [Theory]
    [InlineData("version-id-marker=null&versions=", "A version-id marker cannot be specified without a key marker.")]
    [InlineData("key-marker=k&version-id-marker=&versions=", "A version-id marker cannot be empty.")]
    [InlineData("key-marker=k&version-id-marker=1&versions=", "Invalid version id specified")]
    public async Task ListObjectVersions_WithAnInvalidMarker_IsRejected(string query, string message)
    {
        var response = await Scenario.SendAsync("GET", "?" + query);

        response.Code.Should().Be("InvalidArgument");
        response.Message.Should().Be(message);
    }
}
