using static Discovitas.S3.Local.Tests.Support.Payloads;

namespace Discovitas.S3.Local.Tests.Payload;

/// <summary>Bodies whose length, hash or checksum is wrong are rejected and leave nothing behind.</summary>
public sealed class RequestBodyTests : ScenarioTest
{
    private static readonly byte[] Data = Encoding.ASCII.GetBytes(new string('x', 20_000));

    [Fact]
    public async Task Body_WithAnotherHashThanSigned_IsRejected()
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k")
        {
            Body = [1, 2, 3],
            PayloadHash = RawRequest.Hash("other"),
        };

        await ShouldBeRejected(Scenario, request, "XAmzContentSHA256Mismatch");
    }

    [Theory]
    [InlineData("nonsense", "InvalidArgument")]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "NotImplemented")]
    public async Task Body_WithAnInvalidHash_IsRejected(string hash, string code)
    {
        await ShouldBeRejected(Scenario, new RawRequest("PUT", $"/{Scenario.Bucket}/k") { PayloadHash = hash }, code);
    }

    [Theory]
    [InlineData("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==")]
    [InlineData("x-amz-checksum-crc32c", "AAAAAA==")]
    [InlineData("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=")]
    [InlineData("x-amz-checksum-sha1", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("x-amz-checksum-sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public Task Body_WithTheChecksumOfAnother_IsABadDigest(string header, string value) =>
        ShouldRejectAsync(header, value, "BadDigest");

    [Theory]
    [InlineData("x-amz-checksum-sha256", "AAAAAA==")]
    [InlineData("x-amz-checksum-crc32", "not base64")]
    public Task Body_WithAChecksumThatIsNone_IsAnInvalidRequest(string header, string value) =>
        ShouldRejectAsync(header, value, "InvalidRequest");

    [Theory]
    [InlineData("x-amz-sdk-checksum-algorithm", "CRC32")]
    [InlineData("x-amz-trailer", "x-amz-checksum-unknown")]
    public Task Body_WithoutTheChecksumThatIsAnnounced_IsAnInvalidRequest(string header, string value) =>
        ShouldRejectAsync(header, value, "InvalidRequest");

    [Fact]
    public Task Body_WithAnInvalidMd5_IsAnInvalidDigest() => ShouldRejectAsync("content-md5", "AAAA", "InvalidDigest");

    [Fact]
    public async Task Body_WithTwoChecksums_IsRejected()
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data };
        request.Headers["x-amz-checksum-crc32"] = Checksum("CRC32", Data);
        request.Headers["x-amz-checksum-sha1"] = Checksum("SHA1", Data);

        await ShouldBeRejected(Scenario, request, "InvalidRequest");
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task Body_WithItsChecksum_IsStoredAndReturnsTheChecksum(string algorithm)
    {
        var header = "x-amz-checksum-" + algorithm.ToLowerInvariant();
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data };
        put.Headers[header] = Checksum(algorithm, Data);

        var stored = await Scenario.Raw.SendAsync(put);

        stored.Headers[header].Should().Be(put.Headers[header]);
        stored.Headers["x-amz-checksum-type"].Should().Be("FULL_OBJECT");

        var plain = await Scenario.SendAsync("HEAD");
        plain.Headers.Should().NotContainKey(header);
        var head = new RawRequest("HEAD", $"/{Scenario.Bucket}/k");
        head.Headers["x-amz-checksum-mode"] = "ENABLED";
        var asked = await Scenario.Raw.SendAsync(head);
        asked.Headers[header].Should().Be(put.Headers[header]);
        asked.Headers["x-amz-checksum-type"].Should().Be("FULL_OBJECT");
    }

    [Fact]
    public async Task Body_WithoutALength_IsRejected()
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k")
        {
            PayloadHash = "UNSIGNED-PAYLOAD",
            Body = "1\r\nx\r\n0\r\n\r\n"u8.ToArray(),
        };
        request.Unsigned["transfer-encoding"] = "chunked";

        await ShouldBeRejected(Scenario, request, "MissingContentLength");
    }

    [Fact]
    public async Task Body_OfAClientThatDisconnects_LeavesNothing()
    {
        await Scenario.PutAsync("k", "before");
        await Scenario.Raw.SendPartlyAsync(
            new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data, PayloadHash = "UNSIGNED-PAYLOAD" },
            announced: Data.Length + 1);

        // The server stops when the request has ended.
        await Scenario.Server.StopAsync(CancellationToken.None);

        (await File.ReadAllTextAsync(Scenario.PathOf("k"))).Should().Be("before");
        Scenario.Staged().Should().BeEmpty();
    }

    private Task ShouldRejectAsync(string header, string value, string code)
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data };
        request.Headers[header] = value;
        return ShouldBeRejected(Scenario, request, code);
    }

    [Fact]
    public async Task Body_WithAChunkWhoseSizeIsTooLarge_IsIncomplete()
    {
        var request = new RawRequest("PUT", $"/{Scenario.Bucket}?cors")
        {
            PayloadHash = "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
            Body = "ffffffffffffffff\r\n"u8.ToArray(),
        };
        request.Headers["x-amz-decoded-content-length"] = "5";
        request.Headers["content-md5"] = "1B2M2Y8AsgTpgAmY7PhCfg==";
        request.Unsigned["transfer-encoding"] = "chunked";

        (await Scenario.Raw.SendAsync(request)).Status.Should().BeInRange(400, 499);
    }
}
