using System.Buffers.Binary;
using System.IO.Hashing;
using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>
/// The SDK's <c>PutObjectAsync</c> with this library's wire profile, and nothing of it around or below.
/// </summary>
internal sealed class SdkProfileUploader : IUploader
{
    private readonly Target _target;
    private readonly IAmazonS3 _s3;

    internal SdkProfileUploader(Target target)
    {
        _target = target;
        _s3 = SdkClients.WithOurProfile(target);
    }

    public Task UploadAsync(Content content) => _s3.PutObjectAsync(new PutObjectRequest
    {
        BucketName = _target.Bucket,
        Key = _target.NextKey(),
        ContentType = Target.ContentType,
        InputStream = new MemoryStream(content.Bytes),
        UseChunkEncoding = false,
        DisablePayloadSigning = _target.IsHttps,
        ChecksumCRC32 = Checksum(content.Bytes),
    });

    public void Dispose() => _s3.Dispose();

    private static string Checksum(byte[] bytes)
    {
        Span<byte> crc32 = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(crc32, Crc32.HashToUInt32(bytes));
        return Convert.ToBase64String(crc32);
    }
}
