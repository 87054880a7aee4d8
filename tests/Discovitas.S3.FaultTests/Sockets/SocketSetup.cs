using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.FaultTests.Sockets;

/// <summary>A service on a socket store, with one of the clients that an app may have.</summary>
internal sealed class SocketSetup : IAsyncDisposable
{
    internal const int PartSize = 5 * 1024 * 1024;

    private readonly IAmazonS3 _client;

    internal SocketSetup(
        SocketClient client, StoreHabits? habits = null, bool isSecure = false, Action<S3Settings>? set = null)
    {
        Store = new SocketStore(habits ?? new StoreHabits(), isSecure);
        var settings = new S3Settings
        {
            Bucket = SocketStore.BucketName,
            ServiceUrl = Store.Url,
            Region = "us-east-1",
            AccessKeyId = "id",
            SecretAccessKey = "secret",
            PartSize = PartSize,
        };
        set?.Invoke(settings);
        _client = Create(client, settings);
        Service = new S3Service(_client, settings, Log.CreateLogger<S3Service>(), Time);
    }

    internal SocketStore Store { get; }

    internal S3Service Service { get; }

    internal ShortWaits Time { get; } = new(times: 20);

    internal LoggerFactory Log => new([Messages]);

    internal LogCollector Messages { get; } = new(LogLevel.Warning);

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Store.DisposeAsync();
    }

    private static IAmazonS3 Create(SocketClient client, S3Settings settings) => client switch
    {
        SocketClient.Ours => S3Client.Create(settings),
        SocketClient.App => App(settings, null),
        SocketClient.AppWithoutRetries => App(settings, 0),
        _ => DecoratedClient.Wrap(App(settings, null)),
    };

    private static AmazonS3Client App(S3Settings settings, int? retries)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = settings.ServiceUrl,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = true,
        };
        if (retries is { } most)
        {
            config.MaxErrorRetry = most;
        }

        return new AmazonS3Client(new BasicAWSCredentials(settings.AccessKeyId, settings.SecretAccessKey), config);
    }
}
