using System.IO.Hashing;

namespace Discovitas.S3.Local.Tests.Operations;

/// <summary>The checksums of multipart objects, over their bytes and over their parts.</summary>
public sealed class MultipartChecksumTests : ScenarioTest
{
    [Fact]
    public async Task FullObjectChecksum_IsVerifiedAndReturned()
    {
        var parts = new[] { Bytes(5 * Mebibyte), Bytes(100) };
        var expected = Crc([.. parts[0], .. parts[1]]);
        async Task<(string Id, List<PartETag> Parts)> Upload()
        {
            var id = await BeginWithChecksum(Scenario, ChecksumType.FULL_OBJECT);
            return (id, [await Part(Scenario, id, 1, parts[0]), await Part(Scenario, id, 2, parts[1])]);
        }

        Task<CompleteMultipartUploadResponse> Complete(string id, List<PartETag> list, string checksum) =>
            Scenario.S3.CompleteMultipartUploadAsync(
            new()
            {
                BucketName = Scenario.Bucket,
                Key = "k",
                UploadId = id,
                PartETags = list,
                ChecksumCRC32 = checksum,
            });

        var (id, list) = await Upload();
        await Scenario.ShouldFail(() => Complete(id, list, Crc([1])), "BadDigest");
        await Scenario.ShouldFail(() => Scenario.S3.GetObjectAsync(Scenario.Bucket, "k"), "NoSuchKey");
        var completed = await Complete(id, list, expected);

        completed.ChecksumCRC32.Should().Be(expected);
        completed.ChecksumType.Should().Be(ChecksumType.FULL_OBJECT);
        var head = await Scenario.S3.GetObjectMetadataAsync(new()
        {
            BucketName = Scenario.Bucket,
            Key = "k",
            ChecksumMode = ChecksumMode.ENABLED,
        });
        head.ChecksumCRC32.Should().Be(expected);
        head.ChecksumType.Should().Be(ChecksumType.FULL_OBJECT);
    }

    [Fact]
    public async Task CompositeChecksum_CoversTheChecksumsOfTheParts()
    {
        var parts = new[] { Bytes(5 * Mebibyte), Bytes(100) };
        var id = await BeginWithChecksum(Scenario);
        List<PartETag> list = [await Part(Scenario, id, 1, parts[0]), await Part(Scenario, id, 2, parts[1])];
        await Scenario.ShouldFail(
            () => Complete(Scenario, id, [.. list]), "InvalidRequest", "the parts' checksums are missing");
        list.ForEach(part => part.ChecksumCRC32 = Crc(parts[part.PartNumber!.Value - 1]));

        var completed = await Complete(Scenario, id, [.. list]);

        var expected = Crc([.. Convert.FromBase64String(Crc(parts[0])), .. Convert.FromBase64String(Crc(parts[1]))]);
        completed.ChecksumCRC32.Should().Be($"{expected}-2");
        completed.ChecksumType.Should().Be(ChecksumType.COMPOSITE);
    }

    private static string Crc(byte[] bytes) => Convert.ToBase64String([.. Crc32.Hash(bytes).Reverse()]);
}
