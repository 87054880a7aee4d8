using System.IO.Hashing;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local.Tests.Support;
using static Discovitas.S3.Local.Tests.Support.Parts;

namespace Discovitas.S3.Local.Tests;

/// <summary>Checksums of multipart objects, over their bytes and over their parts.</summary>
public sealed class MultipartChecksumTests
{
    private const int Mebibyte = 1024 * 1024;

    [Fact]
    public async Task FullObjectChecksum_IsComputedComparedAndGivenBack()
    {
        await using var scenario = await Scenario.StartAsync();
        var parts = new[] { Bytes(5 * Mebibyte), Bytes(100) };
        var expected = Crc([.. parts[0], .. parts[1]]);
        async Task<(string Id, List<PartETag> Parts)> Upload()
        {
            var id = (await scenario.S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
            {
                BucketName = scenario.Bucket,
                Key = "k",
                ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
                ChecksumType = ChecksumType.FULL_OBJECT,
            })).UploadId;
            return (id, [await Part(scenario, id, 1, parts[0]), await Part(scenario, id, 2, parts[1])]);
        }

        Task<CompleteMultipartUploadResponse> Complete(string id, List<PartETag> list, string checksum) => scenario.S3.CompleteMultipartUploadAsync(
            new CompleteMultipartUploadRequest { BucketName = scenario.Bucket, Key = "k", UploadId = id, PartETags = list, ChecksumCRC32 = checksum });

        var (id, list) = await Upload();
        (await Scenario.FailureOf(() => Complete(id, list, Crc([1])))).ErrorCode.Should().Be("BadDigest");
        (await Scenario.FailureOf(() => scenario.S3.GetObjectAsync(scenario.Bucket, "k"))).ErrorCode.Should().Be("NoSuchKey");
        var completed = await Complete(id, list, expected);

        completed.ChecksumCRC32.Should().Be(expected);
        completed.ChecksumType.Should().Be(ChecksumType.FULL_OBJECT);
        var head = await scenario.S3.GetObjectMetadataAsync(new GetObjectMetadataRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            ChecksumMode = ChecksumMode.ENABLED,
        });
        head.ChecksumCRC32.Should().Be(expected);
        head.ChecksumType.Should().Be(ChecksumType.FULL_OBJECT);
    }

    [Fact]
    public async Task CompositeChecksum_IsOfThePartsChecksums()
    {
        await using var scenario = await Scenario.StartAsync();
        var parts = new[] { Bytes(5 * Mebibyte), Bytes(100) };
        var id = (await scenario.S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            ChecksumAlgorithm = ChecksumAlgorithm.CRC32,
        })).UploadId;
        List<PartETag> list = [await Part(scenario, id, 1, parts[0]), await Part(scenario, id, 2, parts[1])];
        (await Scenario.FailureOf(() => Complete(scenario, id, [.. list]))).ErrorCode.Should().Be("InvalidRequest", "the parts' checksums are missing");
        list.ForEach(part => part.ChecksumCRC32 = Crc(parts[part.PartNumber!.Value - 1]));

        var completed = await Complete(scenario, id, [.. list]);

        var expected = Crc([.. Convert.FromBase64String(Crc(parts[0])), .. Convert.FromBase64String(Crc(parts[1]))]);
        completed.ChecksumCRC32.Should().Be($"{expected}-2");
        completed.ChecksumType.Should().Be(ChecksumType.COMPOSITE);
    }

    [Fact]
    public async Task UploadPart_OfAnotherChecksumThanTheUploads_IsRefused()
    {
        await using var scenario = await Scenario.StartAsync();
        var id = (await scenario.S3.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
        })).UploadId;

        (await Scenario.FailureOf(() => scenario.S3.UploadPartAsync(new UploadPartRequest
        {
            BucketName = scenario.Bucket,
            Key = "k",
            UploadId = id,
            PartNumber = 1,
            InputStream = new MemoryStream(Bytes(1)),
            ChecksumCRC32 = Crc([0]),
        }))).ErrorCode.Should().Be("InvalidRequest");
    }

    private static string Crc(byte[] bytes) => Convert.ToBase64String([.. Crc32.Hash(bytes).Reverse()]);
}
