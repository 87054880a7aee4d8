namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Bodies that are damaged before they are checked.</summary>
public sealed class DamagedBodyFaultTests
{
    private const string Checksum = "x-amz-checksum-crc32";
    private static readonly byte[] Data = Bytes(20_000);

    [Fact]
    public async Task DamagedBody_ThatIsSigned_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedBody;

        await Payloads.ShouldBeRejected(
            scenario, new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data }, "XAmzContentSHA256Mismatch");
    }

    [Fact]
    public async Task DamagedBody_WithAChecksum_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedBody;
        var put = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data, PayloadHash = "UNSIGNED-PAYLOAD" };
        put.Headers[Checksum] = Payloads.Checksum("CRC32", Data);

        await Payloads.ShouldBeRejected(scenario, put, "BadDigest");
    }

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", false, "SignatureDoesNotMatch")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", true, "BadDigest")]
    public async Task DamagedBody_InChunks_IsRejectedForItsData(string kind, bool hasTrailer, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedBody;
        var put = ChunkedBody.Put(
            scenario, "k", Data, kind, hasTrailer ? (Checksum, Payloads.Checksum("CRC32", Data)) : null);

        await Payloads.ShouldBeRejected(scenario, put, code, sign: false);
    }

    [Fact]
    public async Task DamagedBody_WithoutSignatureAndChecksum_IsStored()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedBody;

        var response = await scenario.Raw.SendAsync(
            new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data, PayloadHash = "UNSIGNED-PAYLOAD" });

        response.Status.Should().Be(200);
        response.Headers["ETag"].Should().Be(Payloads.ETag(Payloads.Damaged(Data)));
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(Payloads.Damaged(Data));
    }

    [Fact]
    public async Task DamagedBody_OfTheSdk_IsRejected()
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        scenario.Server.Faults = _ => S3Fault.DamagedBody;

        var put = () =>
            s3.PutObjectAsync(new() { BucketName = scenario.Bucket, Key = "k", InputStream = new MemoryStream(Data) });

        await put.Should().ThrowAsync<AmazonS3Exception>();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }
}
