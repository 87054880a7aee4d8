namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Storing objects, with the SDK as it is by default: its bodies are chunked and end in a checksum.</summary>
public sealed class PutObjectTests
{
    [Fact]
    public async Task PutObject_ThenGet_ReturnsTheSameBytes()
    {
        await using var scenario = await Scenario.StartAsync();
        var content = new byte[3 * 1024 * 1024 + 17];
        Random.Shared.NextBytes(content);

        var put = await scenario.S3.PutObjectAsync(new()
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
    public async Task PutObject_OfZeroBytes_IsStored()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("empty", "");

        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "empty")).ContentLength.Should().Be(0);
        (await scenario.GetAsync("empty")).Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_ReturnsTheMd5AsETag()
    {
        await using var scenario = await Scenario.StartAsync();

        (await scenario.PutAsync("k", "hello")).ETag.Should().Be("\"5d41402abc4b2a76b9719d911017c592\"");
    }

    [Fact]
    public async Task PutObject_StoresTheFileAtItsOwnPath()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("uploads/a.txt", "seen");

        (await File.ReadAllTextAsync(scenario.PathOf("uploads/a.txt"))).Should().Be("seen");
    }

    [Fact]
    public async Task PutObject_Again_ReplacesBytesAndHeaders()
    {
        await using var scenario = await Scenario.StartAsync();
        var first = new PutObjectRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            ContentBody = "first",
            ContentType = "a/b",
        };
        first.Metadata["x"] = "1";
        await scenario.S3.PutObjectAsync(first);
        await scenario.PutAsync("k", "second");

        (await scenario.GetAsync("k")).Should().Be("second");
        var head = await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k");
        head.Metadata.Keys.Should().BeEmpty();
        head.Headers.ContentType.Should().NotBe("a/b");
    }

    [Fact]
    public async Task PutObject_WithIfNoneMatch_FailsIfTheKeyExists()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.S3.PutObjectAsync(
            new() { BucketName = scenario.Bucket, Key = "k", ContentBody = "1", IfNoneMatch = "*" });

        var failure = await Scenario.FailureOf(() => scenario.S3.PutObjectAsync(
            new() { BucketName = scenario.Bucket, Key = "k", ContentBody = "2", IfNoneMatch = "*" }));

        failure.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await scenario.GetAsync("k")).Should().Be("1");
        scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_WithIfMatch_ComparesTheETag()
    {
        await using var scenario = await Scenario.StartAsync();
        var etag = (await scenario.PutAsync("k", "1")).ETag;
        Task Put(string condition, string key = "k") => scenario.S3.PutObjectAsync(
            new() { BucketName = scenario.Bucket, Key = key, ContentBody = "2", IfMatch = condition });

        (await Scenario.FailureOf(() => Put("\"0123\""))).StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        await Scenario.ShouldFail(() => Put(etag, "other"), "NoSuchKey");
        await Put(etag);
        (await scenario.GetAsync("k")).Should().Be("2");
    }

    [Fact]
    public async Task PutObject_ManyAtOnce_StoresAll()
    {
        await using var scenario = await Scenario.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => scenario.PutAsync($"many/{n % 10}/{n}", $"{n}")));

        var contents = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(n => scenario.GetAsync($"many/{n % 10}/{n}")));
        contents.Should().Equal(Enumerable.Range(0, 100).Select(n => $"{n}"));
    }
}
