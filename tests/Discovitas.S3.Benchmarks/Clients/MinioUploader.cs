using Minio;
using Minio.DataModel.Args;

namespace Discovitas.S3.Benchmarks.Clients;

/// <summary>The MinIO client for .NET by its defaults.</summary>
internal sealed class MinioUploader(Target target) : IUploader
{
    private readonly IMinioClient _minio = new MinioClient()
        .WithEndpoint(target.Url.Host, target.Url.Port)
        .WithCredentials(target.AccessKeyId, target.SecretAccessKey)
        .WithRegion(target.Region)
        .WithSSL(target.IsHttps)
        .Build();

    public Task UploadAsync(Content content) => _minio.PutObjectAsync(new PutObjectArgs()
        .WithBucket(target.Bucket)
        .WithObject(target.NextKey())
        .WithContentType(Target.ContentType)
        .WithStreamData(new MemoryStream(content.Bytes))
        .WithObjectSize(content.Size));

    public void Dispose() => _minio.Dispose();
}
