using System.Buffers.Binary;
using System.IO.Hashing;
using Amazon.S3;
using Amazon.S3.Model;
using Microsoft.Extensions.DependencyInjection;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary><c>PutObjectAsync</c> with this library's client and wire profile, and nothing around it.</summary>
internal sealed class SdkProfileUploader : IUploader
{
    private readonly Target _target;
    private readonly ServiceProvider _services;
    private readonly IAmazonS3 _s3;

    internal SdkProfileUploader(Target target)
    {
        _target = target;
        _services = SdkClients.AsOurs(target);
        _s3 = _services.GetRequiredService<IAmazonS3>();
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

    public void Dispose() => _services.Dispose();

    private static string Checksum(byte[] bytes)
    {
        Span<byte> crc32 = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(crc32, Crc32.HashToUInt32(bytes));
        return Convert.ToBase64String(crc32);
    }
}
