using Amazon.S3;
using Discovitas.S3.FaultTests.Contents;
using Discovitas.S3.FaultTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>This library, as <c>AddS3Uploads</c> sets it up with its default settings, but for small parts.</summary>
/// <param name="onAppClient">Whether the app has a client of its own, as the SDK makes it by default.</param>
internal sealed class OurUpload(bool onAppClient) : ISubject
{
    private const int MiB = 1024 * 1024;
    private const int PartSize = 5 * MiB;

    public string Name => onAppClient ? "ours on the app's client" : "ours";

    public bool IsOurs => true;

    public int LargeSize => (2 * PartSize) + Matrix.Target.SmallSize;

    public bool Takes(ContentKind kind) => true;

    public async Task UploadAsync(World world, Source source, CancellationToken cancellationToken)
    {
        await using var services = Services(world, onAppClient);
        var request = new FileUploadRequest("file.bin", "application/octet-stream", Content(source));
        await services.GetRequiredService<S3Service>().StoreAsync(request, cancellationToken);
    }

    /// <summary>The services of an app whose store is this world's.</summary>
    internal static ServiceProvider Services(World world, bool onAppClient = false)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(world.Messages));
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddS3Uploads(settings => Point(settings, world));
        if (onAppClient)
        {
            services.AddSingleton<IAmazonS3>(_ => SdkClient.Default(world.Server));
        }

        return services.BuildServiceProvider();
    }

    internal static UploadContent Content(Source source) => source.Kind switch
    {
        ContentKind.Bytes => source.Payload.Bytes,
        ContentKind.File => UploadContent.FromFile(source.Payload.Path),
        _ => source.Open(),
    };

    private static void Point(S3Settings settings, World world)
    {
        settings.Bucket = world.Server.Bucket;
        settings.Region = world.Server.Region;
        settings.ServiceUrl = world.Server.ServiceUrl;
        settings.AccessKeyId = world.Server.AccessKeyId;
        settings.SecretAccessKey = world.Server.SecretAccessKey;
        settings.PartSize = PartSize;
    }
}
