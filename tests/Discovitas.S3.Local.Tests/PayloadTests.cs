using System.Text;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Payloads;

namespace Discovitas.S3.Local.Tests;

/// <summary>Bodies on the wire: lengths, hashes, checksums. What does not agree leaves nothing behind.</summary>
public sealed class PayloadTests
{
    private static readonly byte[] Data = Encoding.ASCII.GetBytes(new string('x', 20_000));

    [Fact]
    public async Task Body_OtherThanItsSignedHash_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = [1, 2, 3], PayloadHash = RawRequest.Hash("other") };

        await AssertRefused(scenario, request, "XAmzContentSHA256Mismatch");
    }

    [Theory]
    [InlineData("nonsense", "InvalidArgument")]
    [InlineData("STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD", "NotImplemented")]
    public async Task Body_WithAHashThatIsNone_IsRefused(string hash, string code)
    {
        await using var scenario = await Scenario.StartAsync();

        await AssertRefused(scenario, new RawRequest("PUT", $"/{scenario.Bucket}/k") { PayloadHash = hash }, code);
    }

    [Theory]
    [InlineData("content-md5", "AAAA", "InvalidDigest")]
    [InlineData("content-md5", "AAAAAAAAAAAAAAAAAAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-crc32", "AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-crc32c", "AAAAAA==", "BadDigest")]
    [InlineData("x-amz-checksum-crc64nvme", "AAAAAAAAAAA=", "BadDigest")]
    [InlineData("x-amz-checksum-sha1", "AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "BadDigest")]
    [InlineData("x-amz-checksum-sha256", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "BadDigest")]
    [InlineData("x-amz-checksum-sha256", "AAAAAA==", "InvalidRequest")]
    [InlineData("x-amz-checksum-crc32", "not base64", "InvalidRequest")]
    [InlineData("x-amz-sdk-checksum-algorithm", "CRC32", "InvalidRequest")]
    [InlineData("x-amz-trailer", "x-amz-checksum-unknown", "InvalidRequest")]
    public async Task Body_OtherThanItsChecksum_IsRefused(string header, string value, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data };
        request.Headers[header] = value;

        await AssertRefused(scenario, request, code);
    }

    [Fact]
    public async Task Body_WithTwoChecksums_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data };
        request.Headers["x-amz-checksum-crc32"] = Checksum("CRC32", Data);
        request.Headers["x-amz-checksum-sha1"] = Checksum("SHA1", Data);

        await AssertRefused(scenario, request, "InvalidRequest");
    }

    [Theory]
    [InlineData("CRC32")]
    [InlineData("CRC32C")]
    [InlineData("CRC64NVME")]
    [InlineData("SHA1")]
    [InlineData("SHA256")]
    public async Task Body_WithItsChecksum_IsKeptAndTheChecksumGivenBack(string algorithm)
    {
        await using var scenario = await Scenario.StartAsync();
        var header = "x-amz-checksum-" + algorithm.ToLowerInvariant();
        var put = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data };
        put.Headers[header] = Checksum(algorithm, Data);

        var stored = await scenario.Raw.SendAsync(put);

        stored.Headers[header].Should().Be(put.Headers[header]);
        stored.Headers["x-amz-checksum-type"].Should().Be("FULL_OBJECT");

        var plain = await scenario.Raw.SendAsync(new RawRequest("HEAD", $"/{scenario.Bucket}/k"));
        plain.Headers.Should().NotContainKey(header);
        var head = new RawRequest("HEAD", $"/{scenario.Bucket}/k");
        head.Headers["x-amz-checksum-mode"] = "ENABLED";
        var asked = await scenario.Raw.SendAsync(head);
        asked.Headers[header].Should().Be(put.Headers[header]);
        asked.Headers["x-amz-checksum-type"].Should().Be("FULL_OBJECT");
    }

    [Theory]
    [InlineData("CRC32", "y/Q5Jg==")]
    [InlineData("CRC32C", "4waSgw==")]
    [InlineData("CRC64NVME", "rosUhgp5mIg=")]
    public void Checksum_OfTheCheckString_IsThePublishedOne(string algorithm, string expected) =>
        Checksum(algorithm, "123456789"u8.ToArray()).Should().Be(expected);

    [Fact]
    public async Task Body_WithoutALength_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("PUT", $"/{scenario.Bucket}/k") { PayloadHash = "UNSIGNED-PAYLOAD", Body = "1\r\nx\r\n0\r\n\r\n"u8.ToArray() };
        request.Unsigned["transfer-encoding"] = "chunked";

        await AssertRefused(scenario, request, "MissingContentLength");
    }

    [Fact]
    public async Task Body_CutByAClientThatHangsUp_LeavesNothing()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "before");
        await scenario.Raw.SendPartlyAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data, PayloadHash = "UNSIGNED-PAYLOAD" }, claimed: Data.Length + 1);

        // the server stops when the request has ended
        await scenario.Server.StopAsync(CancellationToken.None);

        (await File.ReadAllTextAsync(scenario.PathOf("k"))).Should().Be("before");
        scenario.Staged().Should().BeEmpty();
    }

    [Theory]
    [InlineData("<Delete><Object><Key>k</Key></Object></Delete>", null, "InvalidRequest")]
    [InlineData("<Delete><Object></Object></Delete>", "x", "MalformedXML")]
    [InlineData("<Delete></Delete>", "x", "MalformedXML")]
    [InlineData("<!DOCTYPE d [<!ENTITY e \"k\">]><Delete><Object><Key>&e;</Key></Object></Delete>", "x", "MalformedXML")]
    [InlineData("nothing", "x", "MalformedXML")]
    public async Task DeleteObjects_WithADocumentThatIsNone_IsRefused(string document, string? checksum, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        var request = new RawRequest("POST", $"/{scenario.Bucket}?delete=") { Body = Encoding.UTF8.GetBytes(document) };
        if (checksum is not null)
        {
            request.Headers["x-amz-checksum-crc32"] = Checksum("CRC32", request.Body);
        }

        (await scenario.Raw.SendAsync(request)).Code.Should().Be(code);
    }
}
