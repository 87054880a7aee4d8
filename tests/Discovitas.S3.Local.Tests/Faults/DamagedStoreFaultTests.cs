namespace Discovitas.S3.Local.Tests.Faults;

/// <summary>Objects that are damaged when they are stored.</summary>
public sealed class DamagedStoreFaultTests : ScenarioTest
{
    private const string Checksum = "x-amz-checksum-crc32";
    private static readonly byte[] Data = Bytes(20_000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Damage_OfAnEmptyBody_ChangesNothing(bool inStore)
    {
        Scenario.Server.Faults = _ => inStore ? S3Fault.DamagedStore : S3Fault.DamagedBody;

        await Scenario.PutAsync("sdk", "");
        (await Scenario.SendAsync("PUT", "/raw")).Headers["ETag"].Should().Be(Payloads.ETag([]));
    }

    [Fact]
    public async Task DamagedStore_OfAPut_DescribesTheStoredBytes()
    {
        Scenario.Server.Faults = _ => S3Fault.DamagedStore;
        var put = new RawRequest("PUT", $"/{Scenario.Bucket}/k") { Body = Data };
        put.Headers[Checksum] = Payloads.Checksum("CRC32", Data);

        var response = await Scenario.Raw.SendAsync(put);

        response.Status.Should().Be(200);
        response.Headers["ETag"].Should().Be(Payloads.ETag(Payloads.Damaged(Data)));
        response.Headers[Checksum].Should().Be(Payloads.Checksum("CRC32", Payloads.Damaged(Data)));
        (await File.ReadAllBytesAsync(Scenario.PathOf("k"))).Should().Equal(Payloads.Damaged(Data));
    }

    [Fact]
    public async Task DamagedStore_OfACopy_KeepsTheSource()
    {
        await Scenario.PutAsync("k", "hello");
        Scenario.Server.Faults = call => call.Operation == S3Operation.CopyObject ? S3Fault.DamagedStore : null;

        (await Scenario.S3.CopyObjectAsync(Scenario.Bucket, "k", Scenario.Bucket, "copy")).ETag
            .Should().Be(Payloads.ETag("iello"u8.ToArray()));

        (await Scenario.GetAsync("k")).Should().Be("hello");
        (await Scenario.GetAsync("copy")).Should().Be("iello");
    }

    [Fact]
    public async Task DamagedStore_OfAPart_DescribesTheStoredBytes()
    {
        Scenario.Server.Faults = call => call.Operation == S3Operation.UploadPart ? S3Fault.DamagedStore : null;
        var id = await Begin(Scenario, "k");

        var part = await Part(Scenario, id, 1, Data);

        part.ETag.Should().Be(Payloads.ETag(Payloads.Damaged(Data)));
        await Complete(Scenario, id, part);
        (await File.ReadAllBytesAsync(Scenario.PathOf("k"))).Should().Equal(Payloads.Damaged(Data));
    }

    [Theory]
    [InlineData("FULL_OBJECT")]
    [InlineData("COMPOSITE")]
    [InlineData(null)]
    public async Task DamagedStore_OfComplete_DescribesTheStoredBytes(string? type)
    {
        var first = Bytes(5 * 1024 * 1024);
        var original = await UploadAsync(Scenario, type, Payloads.Damaged(first), null);

        var completed = await UploadAsync(Scenario, type, first, S3Fault.DamagedStore);

        completed.Should().BeEquivalentTo(new { original.ETag, original.ChecksumCRC32, original.ChecksumType });
        (await File.ReadAllBytesAsync(Scenario.PathOf("k"))).Should().Equal([.. Payloads.Damaged(first), .. Data]);
    }

    private static async Task<CompleteMultipartUploadResponse> UploadAsync(
        Scenario scenario, string? type, byte[] first, S3Fault? fault)
    {
        scenario.Server.Faults = call => call.Operation == S3Operation.CompleteMultipartUpload ? fault : null;
        var begin = new InitiateMultipartUploadRequest { BucketName = scenario.Bucket, Key = "k" };
        if (type is not null)
        {
            begin.ChecksumAlgorithm = ChecksumAlgorithm.CRC32;
            begin.ChecksumType = ChecksumType.FindValue(type);
        }

        var id = (await scenario.S3.InitiateMultipartUploadAsync(begin)).UploadId;
        var parts = new[] { await Part(scenario, id, 1, first), await Part(scenario, id, 2, Data) };
        parts[0].ChecksumCRC32 = type is null ? null : Payloads.Checksum("CRC32", first);
        parts[1].ChecksumCRC32 = type is null ? null : Payloads.Checksum("CRC32", Data);
        return await scenario.S3.CompleteMultipartUploadAsync(new()
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartETags = [.. parts],
            ChecksumCRC32 = type == "FULL_OBJECT" ? Payloads.Checksum("CRC32", [.. first, .. Data]) : null,
        });
    }
}
