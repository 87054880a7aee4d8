using Amazon.S3;
using Amazon.S3.Model;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary><c>PutObjectAsync</c> by the SDK's defaults.</summary>
internal sealed class SdkUploader(Target target) : IUploader
{
    private readonly IAmazonS3 _s3 = SdkClients.ByDefault(target);

    public Task UploadAsync(Content content) => _s3.PutObjectAsync(new PutObjectRequest
    {
        BucketName = target.Bucket,
        Key = target.NextKey(),
        ContentType = Target.ContentType,
        InputStream = new MemoryStream(content.Bytes),
    });

    public void Dispose() => _s3.Dispose();
}
