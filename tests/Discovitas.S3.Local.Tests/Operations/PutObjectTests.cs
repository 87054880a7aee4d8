namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>Storing objects, with the SDK as it is by default: its bodies are chunked and end in a checksum.</summary>
public sealed class PutObjectTests : ScenarioTest
{
    // A client that sends it counts on it.
    [Theory]
    [InlineData("x-amz-checksum-sha512", "AAAA", "NotImplemented")]
    [InlineData("x-amz-copy-source", "", "InvalidArgument")]
    public async Task PutObject_WithAHeaderThatCannotBeFollowed_IsRefused(string header, string value, string code)
    {
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = "hello"u8.ToArray() };
        put.Headers[header] = value;

        (await Scenario.Raw.SendAsync(put)).Code.Should().Be(code);

        (await Scenario.KeysAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_ThenGet_ReturnsTheSameBytes()
    {
        var content = new byte[3 * 1024 * 1024 + 17];
        Random.Shared.NextBytes(content);

        var put = await Scenario.S3.PutObjectAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "a/b.bin",
            InputStream = new MemoryStream(content),
        });

        using var got = await Scenario.S3.GetObjectAsync(Scenario.Bucket, "a/b.bin");
        using var copy = new MemoryStream();
        await got.ResponseStream.CopyToAsync(copy);
        copy.ToArray().Should().Equal(content);
        got.ETag.Should().Be(put.ETag);
        put.ChecksumCRC32.Should().NotBeNullOrEmpty();
        Scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_OfZeroBytes_IsStored()
    {
        await Scenario.PutAsync("empty", "");

        (await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "empty")).ContentLength.Should().Be(0);
        (await Scenario.GetAsync("empty")).Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_ReturnsTheMd5AsETag()
    {
        (await Scenario.PutAsync("k", "hello")).ETag.Should().Be("\"5d41402abc4b2a76b9719d911017c592\"");
    }

    [Fact]
    public async Task PutObject_StoresTheFileAtItsOwnPath()
    {
        await Scenario.PutAsync("uploads/a.txt", "seen");

        (await File.ReadAllTextAsync(Scenario.PathOf("uploads/a.txt"))).Should().Be("seen");
    }

    [Fact]
    public async Task PutObject_Again_ReplacesBytesAndHeaders()
    {
        var first = Scenario.NewPut("k", "first", "a/b");
        first.Metadata["x"] = "1";
        await Scenario.S3.PutObjectAsync(first);
        await Scenario.PutAsync("k", "second");

        (await Scenario.GetAsync("k")).Should().Be("second");
        var head = await Scenario.S3.GetObjectMetadataAsync(Scenario.Bucket, "k");
        head.Metadata.Keys.Should().BeEmpty();
        head.Headers.ContentType.Should().NotBe("a/b");
    }

    [Fact]
    public async Task PutObject_WithIfNoneMatch_FailsIfTheKeyExists()
    {
        Task Put(string content)
        {
            var put = Scenario.NewPut("k", content);
            put.IfNoneMatch = "*";
            return Scenario.S3.PutObjectAsync(put);
        }

        await Put("1");

        var failure = await Scenario.FailureOf(() => Put("2"));

        failure.StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        (await Scenario.GetAsync("k")).Should().Be("1");
        Scenario.Staged().Should().BeEmpty();
    }

    [Fact]
    public async Task PutObject_WithIfMatch_ComparesTheETag()
    {
        var etag = (await Scenario.PutAsync("k", "1")).ETag;
        Task Put(string condition, string key = "k")
        {
            var put = Scenario.NewPut(key, "2");
            put.IfMatch = condition;
            return Scenario.S3.PutObjectAsync(put);
        }

        (await Scenario.FailureOf(() => Put("\"0123\""))).StatusCode.Should().Be(HttpStatusCode.PreconditionFailed);
        await Scenario.ShouldFail(() => Put(etag, "other"), "NoSuchKey");
        await Put(etag);
        (await Scenario.GetAsync("k")).Should().Be("2");
    }

    [Fact]
    public async Task PutObject_ManyAtOnce_StoresAll()
    {
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Scenario.PutAsync($"many/{n % 10}/{n}", $"{n}")));

        var contents = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(n => Scenario.GetAsync($"many/{n % 10}/{n}")));
        contents.Should().Equal(Enumerable.Range(0, 100).Select(n => $"{n}"));
    }
}
