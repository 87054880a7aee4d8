using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;

namespace Discovitas.S3.Local.Tests;

/// <summary>Writing objects, through the SDK as it is by default: its bodies are chunked and end in a checksum.</summary>
public sealed class PutObjectTests
{
    [Fact]
    public async Task PutObject_ThenGet_GivesTheSameBytes()
    {
        await using var scenario = await Scenario.StartAsync();
        var content = new byte[3 * 1024 * 1024 + 17];
        Random.Shared.NextBytes(content);

        var put = await scenario.S3.PutObjectAsync(new PutObjectRequest
        {
            BucketName = scenario.Bucket,
            Key = "a/b.bin",
            InputStream = new MemoryStream(content),
        });

        using var got = await scenario.S3.GetObjectAsync(scenario.Bucket, "a/b.bin");
        using var copy = new MemoryStream();
        await got.ResponseStream.CopyToAsync(copy);
        copy.ToArray().Should().Equal(content);
        got.ETag.Should().Be(put.ETag);
        put.ChecksumCRC32.Should().NotBeNullOrEmpty();
        scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_OfZeroBytes_IsAnObject()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("empty", "");

        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "empty")).ContentLength.Should().Be(0);
        (await scenario.GetAsync("empty")).Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_GivesTheMd5AsETag()
    {
        await using var scenario = await Scenario.StartAsync();

        (await scenario.PutAsync("k", "hello")).ETag.Should().Be("\"5d41402abc4b2a76b9719d911017c592\"");
    }

    [Fact]
    public async Task PutObject_LiesAtItsOwnPathInTheFolder()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("uploads/a.txt", "seen");

        (await File.ReadAllTextAsync(scenario.PathOf("uploads/a.txt"))).Should().Be("seen");
    }

    [Fact]
    public async Task PutObject_WithHeaders_GivesThemBackOnGetAndHead()
    {
        await using var scenario = await Scenario.StartAsync();
        var put = new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", ContentBody = "x", ContentType = "image/png" };
        put.Headers.CacheControl = "max-age=60";
        put.Headers.ContentDisposition = "attachment; filename=\"a.png\"";
        put.Headers.ContentEncoding = "gzip";
        put.Headers["Content-Language"] = "de";
        put.Headers.Expires = new DateTime(2037, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        put.Metadata["owner"] = "me, myself";
        put.StorageClass = S3StorageClass.StandardInfrequentAccess;
        put.ServerSideEncryptionMethod = ServerSideEncryptionMethod.AES256;
        put.TagSet = [new Tag { Key = "a b", Value = "1+1" }];

        var answer = await scenario.S3.PutObjectAsync(put);

        answer.ServerSideEncryptionMethod.Should().Be(ServerSideEncryptionMethod.AES256);
        var head = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k");
        head.Headers.ContentType.Should().Be("image/png");
        head.Headers.CacheControl.Should().Be("max-age=60");
        head.Headers.ContentDisposition.Should().Be("attachment; filename=\"a.png\"");
        head.Headers.ContentEncoding.Should().Be("gzip", "aws-chunked is how the body came");
        head.Headers["Content-Language"].Should().Be("de");
        head.ExpiresString.Should().Be("Thu, 01 Jan 2037 00:00:00 GMT");
        head.Metadata["owner"].Should().Be("me, myself");
        head.StorageClass.Should().Be(S3StorageClass.StandardInfrequentAccess);
        head.ServerSideEncryptionMethod.Should().Be(ServerSideEncryptionMethod.AES256);
        using var got = await scenario.S3.GetObjectAsync(scenario.Bucket, "k");
        got.TagCount.Should().Be(1);
        got.Metadata["owner"].Should().Be("me, myself");
    }

    [Fact]
    public async Task PutObject_Again_ReplacesBytesAndHeaders()
    {
        await using var scenario = await Scenario.StartAsync();
        var first = new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", ContentBody = "first", ContentType = "a/b" };
        first.Metadata["x"] = "1";
        await scenario.S3.PutObjectAsync(first);
        await scenario.PutAsync("k", "second");

        (await scenario.GetAsync("k")).Should().Be("second");
        var head = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k");
        head.Metadata.Keys.Should().BeEmpty();
        head.Headers.ContentType.Should().NotBe("a/b");
    }

    [Fact]
    public async Task PutObject_WithIfNoneMatch_FailsWhereTheKeyIsTaken()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.S3.PutObjectAsync(new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", ContentBody = "1", IfNoneMatch = "*" });

        var failure = await Scenario.FailureOf(() => scenario.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", ContentBody = "2", IfNoneMatch = "*" }));

        failure.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await scenario.GetAsync("k")).Should().Be("1");
        scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_WithIfMatch_ComparesWhatIsThere()
    {
        await using var scenario = await Scenario.StartAsync();
        var etag = (await scenario.PutAsync("k", "1")).ETag;
        Task Put(string condition, string key = "k") => scenario.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = scenario.Bucket, Key = key, ContentBody = "2", IfMatch = condition });

        (await Scenario.FailureOf(() => Put("\"0123\""))).StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await Scenario.FailureOf(() => Put(etag, "other"))).ErrorCode.Should().Be("NoSuchKey");
        await Put(etag);
        (await scenario.GetAsync("k")).Should().Be("2");
    }

    [Fact]
    public async Task PutObject_WithAcl_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        Task Put(S3CannedACL acl) => scenario.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", ContentBody = "1", CannedACL = acl });

        (await Scenario.FailureOf(() => Put(S3CannedACL.PublicRead))).ErrorCode.Should().Be("AccessControlListNotSupported");
        await Put(S3CannedACL.BucketOwnerFullControl);
    }

    [Fact]
    public async Task PutObject_ForAnotherOwner_IsForbidden()
    {
        await using var scenario = await Scenario.StartAsync();
        Task Put(string owner) => scenario.S3.PutObjectAsync(
            new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", ContentBody = "1", ExpectedBucketOwner = owner });

        (await Scenario.FailureOf(() => Put("111122223333"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        await Put("000000000000");
    }

    [Fact]
    public async Task PutObject_WithTooMuchMetadata_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var put = new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", ContentBody = "x" };
        put.Metadata["m"] = new string('x', 2048);

        (await Scenario.FailureOf(() => scenario.S3.PutObjectAsync(put))).ErrorCode.Should().Be("MetadataTooLarge");
    }

    [Fact]
    public async Task PutObject_WithALongKey_TakesUpTo1024Bytes()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync(new string('k', 1024), "x");

        (await Scenario.FailureOf(() => scenario.PutAsync(new string('k', 1025), "x"))).ErrorCode.Should().Be("KeyTooLongError");
    }
}
