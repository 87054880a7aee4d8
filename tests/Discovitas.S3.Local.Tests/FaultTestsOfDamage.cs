using System.Globalization;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Parts;

namespace Discovitas.S3.Local.Tests;

/// <summary>Bytes that are not what was sent, and clocks that are off.</summary>
public sealed class FaultTestsOfDamage
{
    private const string Checksum = "x-amz-checksum-crc32";
    private static readonly byte[] Data = Bytes(20_000);

    [Fact]
    public async Task DamagedBody_ThatIsSigned_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedBody;

        await Payloads.AssertRefused(scenario, new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data }, "XAmzContentSHA256Mismatch");
    }

    [Fact]
    public async Task DamagedBody_WithAChecksum_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedBody;
        var put = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data, PayloadHash = "UNSIGNED-PAYLOAD" };
        put.Headers[Checksum] = Payloads.Checksum("CRC32", Data);

        await Payloads.AssertRefused(scenario, put, "BadDigest");
    }

    [Theory]
    [InlineData("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", false, "SignatureDoesNotMatch")]
    [InlineData("STREAMING-UNSIGNED-PAYLOAD-TRAILER", true, "BadDigest")]
    public async Task DamagedBody_InChunks_IsDamagedInItsDataAndRefused(string kind, bool hasTrailer, string code)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedBody;
        var put = ChunkedBody.Put(scenario, "k", Data, kind, hasTrailer ? (Checksum, Payloads.Checksum("CRC32", Data)) : null);

        await Payloads.AssertRefused(scenario, put, code, sign: false);
    }

    [Fact]
    public async Task DamagedBody_ThatNothingCovers_IsStoredWrong()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedBody;

        var answer = await scenario.Raw.SendAsync(new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data, PayloadHash = "UNSIGNED-PAYLOAD" });

        answer.Status.Should().Be(200);
        answer.Headers["ETag"].Should().Be(Payloads.ETag(Damaged(Data)));
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(Damaged(Data));
    }

    [Fact]
    public async Task DamagedBody_OfTheSdksPut_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        using var s3 = scenario.CreateClient(configure: config => config.MaxErrorRetry = 0);
        scenario.Server.Faults = _ => S3Fault.DamagedBody;

        var put = () => s3.PutObjectAsync(new PutObjectRequest { BucketName = scenario.Bucket, Key = "k", InputStream = new MemoryStream(Data) });

        await put.Should().ThrowAsync<AmazonS3Exception>();
        File.Exists(scenario.PathOf("k")).Should().BeFalse();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Damage_OfNothing_IsNone(bool inStore)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => inStore ? S3Fault.DamagedStore : S3Fault.DamagedBody;

        await scenario.PutAsync("sdk", "");
        (await scenario.Raw.SendAsync(new RawRequest("PUT", $"/{scenario.Bucket}/raw"))).Headers["ETag"].Should().Be(Payloads.ETag([]));
    }

    [Fact]
    public async Task DamagedStore_OfAPut_TellsWhatIsStored()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.DamagedStore;
        var put = new RawRequest("PUT", $"/{scenario.Bucket}/k") { Body = Data };
        put.Headers[Checksum] = Payloads.Checksum("CRC32", Data);

        var answer = await scenario.Raw.SendAsync(put);

        answer.Status.Should().Be(200);
        answer.Headers["ETag"].Should().Be(Payloads.ETag(Damaged(Data)));
        answer.Headers[Checksum].Should().Be(Payloads.Checksum("CRC32", Damaged(Data)));
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(Damaged(Data));
    }

    [Fact]
    public async Task DamagedStore_OfACopy_LeavesTheSource()
    {
        await using var scenario = await Scenario.StartAsync();
        await scenario.PutAsync("k", "hello");
        scenario.Server.Faults = call => call.Operation == S3Operation.CopyObject ? S3Fault.DamagedStore : null;

        (await scenario.S3.CopyObjectAsync(scenario.Bucket, "k", scenario.Bucket, "copy")).ETag.Should().Be(Payloads.ETag("iello"u8.ToArray()));

        (await scenario.GetAsync("k")).Should().Be("hello");
        (await scenario.GetAsync("copy")).Should().Be("iello");
    }

    [Fact]
    public async Task DamagedStore_OfAPart_TellsWhatIsStored()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = call => call.Operation == S3Operation.UploadPart ? S3Fault.DamagedStore : null;
        var id = await Begin(scenario, "k");

        var part = await Part(scenario, id, 1, Data);

        part.ETag.Should().Be(Payloads.ETag(Damaged(Data)));
        await Complete(scenario, id, part);
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal(Damaged(Data));
    }

    [Theory]
    [InlineData("FULL_OBJECT")]
    [InlineData("COMPOSITE")]
    [InlineData(null)]
    public async Task DamagedStore_OfTheWhole_TellsWhatIsStored(string? type)
    {
        await using var scenario = await Scenario.StartAsync();
        var first = Bytes(5 * 1024 * 1024);
        var truth = await UploadAsync(scenario, type, Damaged(first), null);

        var told = await UploadAsync(scenario, type, first, S3Fault.DamagedStore);

        told.Should().BeEquivalentTo(new { truth.ETag, truth.ChecksumCRC32, truth.ChecksumType });
        (await File.ReadAllBytesAsync(scenario.PathOf("k"))).Should().Equal([.. Damaged(first), .. Data]);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task SkewedClock_RefusesTheRightTimeAndTakesItsOwn(int minutes)
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.SkewedClock(TimeSpan.FromMinutes(minutes));
        RawRequest Put(DateTimeOffset time) => new("PUT", $"/{scenario.Bucket}/k") { Body = Data, Time = time };

        var refused = await scenario.Raw.SendAsync(Put(DateTimeOffset.UtcNow));
        var told = DateTimeOffset.Parse(refused.Headers["Date"], CultureInfo.InvariantCulture);
        var taken = await scenario.Raw.SendAsync(Put(told));

        refused.Code.Should().Be("RequestTimeTooSkewed");
        told.Should().BeCloseTo(DateTimeOffset.UtcNow.AddMinutes(minutes), TimeSpan.FromMinutes(5));
        taken.Status.Should().Be(200);
        scenario.Server.Faults = null;
        (await scenario.S3.GetObjectMetadataAsync(scenario.Bucket, "k")).LastModified!.Value.ToUniversalTime()
            .Should().BeCloseTo(told.UtcDateTime, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task SkewedClock_WithinAQuarterOfAnHour_Passes()
    {
        await using var scenario = await Scenario.StartAsync();
        scenario.Server.Faults = _ => S3Fault.SkewedClock(TimeSpan.FromMinutes(14));

        await scenario.PutAsync("k", "hello");
    }

    private static async Task<CompleteMultipartUploadResponse> UploadAsync(Scenario scenario, string? type, byte[] first, S3Fault? fault)
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
        return await scenario.S3.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartETags = [.. parts],
            ChecksumCRC32 = type == "FULL_OBJECT" ? Payloads.Checksum("CRC32", [.. first, .. Data]) : null,
        });
    }

    private static byte[] Damaged(byte[] data) => [(byte)(data[0] ^ 1), .. data[1..]];
}
