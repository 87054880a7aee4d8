using Amazon.S3.Model;
using Discovitas.S3.FaultTests.Contents;
using Discovitas.S3.FaultTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>The SDK's own <c>PutObjectAsync</c>.</summary>
/// <param name="withOurClient">Whether the client is the one that this library builds, and the request has its wire profile.</param>
internal sealed class SdkPutObject(bool withOurClient) : ISubject
{
    public string Name => withOurClient ? "PutObject, our client" : "PutObject";

    public bool IsOurs => false;

    public int LargeSize => 0;

    public TimeSpan Patience => TimeSpan.FromSeconds(10);

    // A length is the least it must know.
    public bool Takes(ContentKind kind) => kind is not (ContentKind.UnknownLength or ContentKind.OneByteReads);

    public async Task UploadAsync(World world, Source source, CancellationToken cancellationToken)
    {
        if (!withOurClient)
        {
            using var client = SdkClient.Default(world.Server);
            await client.PutObjectAsync(Request(world, source), cancellationToken);
            return;
        }

        await using var services = OurUpload.Services(world);
        var request = Request(world, source);
        request.UseChunkEncoding = false;
        request.ChecksumCRC32 = source.IsSound ? source.Payload.Crc32 : null;
        using var ours = S3Client.Create(services.GetRequiredService<IOptions<S3Settings>>().Value);
        await ours.PutObjectAsync(request, cancellationToken);
    }

    private static PutObjectRequest Request(World world, Source source)
    {
        var request = new PutObjectRequest { BucketName = world.Server.Bucket, Key = "uploads/file.bin", ContentType = "application/octet-stream" };
        if (source.Kind == ContentKind.File)
        {
            request.FilePath = source.Payload.Path;
            return request;
        }

        request.InputStream = source.Open();
        if (source.Kind == ContentKind.Unseekable)
        {
            request.Headers.ContentLength = source.Payload.Bytes.Length;
        }

        return request;
    }
}
