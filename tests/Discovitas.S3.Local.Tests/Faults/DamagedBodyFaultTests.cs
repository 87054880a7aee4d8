namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Bodies that are damaged before they are checked.</summary>
public sealed class DamagedBodyFaultTests : ScenarioTest
{
    private const string Checksum = "x-amz-checksum-crc32";
    private static readonly byte[] Data = Bytes(20_000);

    [Fact]
    public async Task DamagedBody_ThatIsSigned_IsRejected()
    {
        Scenario.Server.Faults = _ => S3Fault.DamagedBody;

        await Payloads.ShouldBeRejected(
            Scenario, new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data }, "XAmzContentSHA256Mismatch");
    }

    [Fact]
    public async Task DamagedBody_WithAChecksum_IsRejected()
    {
        Scenario.Server.Faults = _ => S3Fault.DamagedBody;
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data, PayloadHash = "UNSIGNED-PAYLOAD" };
        put.Headers[Checksum] = Payloads.Checksum("CRC32", Data);

        await Payloads.ShouldBeRejected(Scenario, put, "BadDigest");
    }

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", false, "SignatureDoesNotMatch")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", true, "BadDigest")]
    public async Task DamagedBody_InChunks_IsRejectedForItsData(string kind, bool hasTrailer, string code)
    {
        Scenario.Server.Faults = _ => S3Fault.DamagedBody;
        var put = ChunkedBody.Put(
            Scenario, "k", Data, kind, hasTrailer ? (Checksum, Payloads.Checksum("CRC32", Data)) : null);

        await Payloads.ShouldBeRejected(Scenario, put, code, sign: false);
    }

    [Fact]
    public async Task DamagedBody_WithoutSignatureAndChecksum_IsStored()
    {
        Scenario.Server.Faults = _ => S3Fault.DamagedBody;

        var response = await Scenario.Raw.SendAsync(
            new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data, PayloadHash = "UNSIGNED-PAYLOAD" });

        response.Status.Should().Be(200);
        response.Headers["ETag"].Should().Be(Payloads.ETag(Payloads.Damaged(Data)));
        (await File.ReadAllBytesAsync(Scenario.PathOf("k"))).Should().Equal(Payloads.Damaged(Data));
    }

    [Fact]
    public async Task DamagedBody_OfTheSdk_IsRejected()
    {
        using var s3 = Scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        Scenario.Server.Faults = _ => S3Fault.DamagedBody;

        var put = () =>
            s3.PutObjectAsync(new() { BucketName = Scenario.Bucket, Key = "k", InputStream = new MemoryStream(Data) });

        await put.Should().ThrowAsync<AmazonS3Exception>();
        File.Exists(Scenario.PathOf("k")).Should().BeFalse();
    }
}
