using Amazon.S3;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.FaultTests.Subjects;

/// <summary>This library, as <c>AddS3Uploads</c> sets it up with its default settings, but for small parts.</summary>
/// <param name="onAppClient">Whether the app has a client of its own, as the SDK makes it by default.</param>
internal sealed class OurUpload(bool onAppClient) : ISubject
{
    private const int PartSize = 5 * 1024 * 1024;

    public string Name => onAppClient ? "ours on the app's client" : "ours";

    public bool IsOurs => true;

    public bool WaitsOnTheClock => !onAppClient;

    public int LargeSize => (2 * PartSize) + Matrix.Target.SmallSize;

    // The idle timeout takes 3 seconds of it; for a completion on a client that hides its progress, 20 times that.
    public TimeSpan Patience => TimeSpan.FromSeconds(onAppClient ? 240 : 20);

    public bool Takes(ContentKind kind) => true;

    public async Task UploadAsync(World world, Source source, CancellationToken cancellationToken)
    {
        using var client = onAppClient ? SdkClient.Default(world.Server) : null;
        await UploadAsync(world, source, client, cancellationToken);
    }

    /// <param name="world">The world.</param>
    /// <param name="source">The bytes.</param>
    /// <param name="client">The app's client; null: the one that this library builds.</param>
    /// <param name="cancellationToken">Cancels the upload.</param>
    internal static async Task UploadAsync(
        World world, Source source, IAmazonS3? client, CancellationToken cancellationToken)
    {
        await using var services = Services(world, client);
        await services.GetRequiredService<S3Service>().StoreAsync(Request(source), cancellationToken);
    }

    internal static FileUploadRequest Request(Source source) =>
        new("file.bin", "application/octet-stream", Content(source));

    /// <summary>The services of an app whose store is this world's.</summary>
    internal static ServiceProvider Services(World world, IAmazonS3? client = null)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(world.Messages));
        services.AddSingleton<TimeProvider>(world.Time);
        services.AddS3Uploads(settings => Point(settings, world.Server));
        if (client is not null)
        {
            services.AddSingleton(client);
        }

        return services.BuildServiceProvider();
    }

    /// <summary>The settings of an app whose store this is.</summary>
    internal static void Point(S3Settings settings, LocalS3Server server)
    {
        settings.PointTo(server);
        settings.PartSize = PartSize;
    }

    private static UploadContent Content(Source source) => source.Kind switch
    {
        ContentKind.Bytes => source.Payload.Bytes,
        ContentKind.File => UploadContent.FromFile(source.Payload.Path),
        _ => source.Open(),
    };
}
