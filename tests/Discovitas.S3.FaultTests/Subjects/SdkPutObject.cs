using Amazon.S3.Model;

namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>The SDK's own <c>PutObjectAsync</c>.</summary>
/// <param name="withOurClient">Whether the client is the one that this library builds, and the request has its wire
/// profile.</param>
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
        using var client = withOurClient ? SdkClient.AsOurs(world.Server) : SdkClient.Default(world.Server);
        var request = Request(world, source);
        if (withOurClient)
        {
            request.UseChunkEncoding = false;
            request.ChecksumCRC32 = source.IsSound ? source.Payload.Crc32 : null;
        }

        await client.PutObjectAsync(request, cancellationToken);
    }

    private static PutObjectRequest Request(World world, Source source)
    {
        var request = new PutObjectRequest
        {
            BucketName = world.Server.Bucket,
            Key = "uploads/file.bin",
            ContentType = "application/octet-stream",
            FilePath = source.FilePath,
            InputStream = source.OpenUnlessFile(),
        };
        if (source.Kind == ContentKind.Unseekable)
        {
            request.Headers.ContentLength = source.Payload.Bytes.Length;
        }

        return request;
    }
}
