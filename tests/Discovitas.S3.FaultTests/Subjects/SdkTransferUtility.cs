using Amazon.S3.Transfer;

namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>The SDK's <c>TransferUtility</c>, which uploads in parts from 16 MiB on.</summary>
/// <param name="withOurClient">Whether the client is the one that this library builds.</param>
internal sealed class SdkTransferUtility(bool withOurClient) : ISubject
{
    private const int MiB = 1024 * 1024;

    public string Name => withOurClient ? "TransferUtility, our client" : "TransferUtility";

    public bool IsOurs => false;

    public int LargeSize => (16 * MiB) + Matrix.Target.SmallSize;

    public TimeSpan Patience => TimeSpan.FromSeconds(10);

    public bool Takes(ContentKind kind) => true;

    public async Task UploadAsync(World world, Source source, CancellationToken cancellationToken)
    {
        using var client = withOurClient ? SdkClient.AsOurs(world.Server) : SdkClient.Default(world.Server);
        using var utility = new TransferUtility(client);
        var request = new TransferUtilityUploadRequest
        {
            BucketName = world.Server.Bucket,
            Key = "uploads/file.bin",
            ContentType = "application/octet-stream",
            FilePath = source.FilePath,
            InputStream = source.OpenUnlessFile(),
        };
        await utility.UploadAsync(request, cancellationToken);
    }
}
