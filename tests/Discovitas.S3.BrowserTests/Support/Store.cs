using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;
using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>
/// A bucket that one test has for itself, on one store, and a client to look behind the service's back.
/// </summary>
internal sealed class Store : IAsyncDisposable
{
    private readonly StoreInspector _inspector;

    private Store(S3Settings settings, LocalS3Server? server)
    {
        Settings = settings;
        Server = server;
        _inspector = new StoreInspector(settings);
    }

    internal S3Settings Settings { get; }

    /// <summary>Gets the embedded server, to make it fail; null on another store.</summary>
    internal LocalS3Server? Server { get; }

    internal AmazonS3Client Client => _inspector.Client;

    internal static async Task<Store> OpenAsync(StoreKind kind)
    {
        if (kind == StoreKind.Local)
        {
            var server = await LocalS3Server.StartAsync();
            return new Store(server.CreateSettings(), server);
        }

        var settings = new S3Settings();
        StoreSettings.Section(kind).Bind(settings);
        settings.Bucket = $"browser-{Guid.NewGuid():N}";
        var store = new Store(settings, server: null);
        await store.Client.PutBucketAsync(settings.Bucket);
        return store;
    }

    /// <summary>Sets what pages of an origin may do: as the README has it, or with less to be read.</summary>
    internal Task AllowAsync(string origin, params string[] exposed) =>
        Client.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
        {
            BucketName = Settings.Bucket,
            Configuration = new CORSConfiguration
            {
                Rules =
                [
                    new CORSRule
                    {
                        AllowedOrigins = [origin],
                        AllowedMethods = ["GET", "PUT", "POST", "DELETE", "HEAD"],
                        AllowedHeaders = ["*"],
                        ExposeHeaders = [.. exposed],
                        MaxAgeSeconds = 3000,
                    },
                ],
            },
        });

    internal Task<IReadOnlyList<string>> KeysAsync() => _inspector.KeysAsync();

    /// <summary>Returns the keys of multipart uploads that are neither complete nor aborted.</summary>
    internal async Task<IReadOnlyList<string>> UploadsAsync() =>
        [.. (await _inspector.UploadsAsync()).Select(found => found.Key)];

    /// <summary>Aborts all multipart uploads, as a lifecycle rule does.</summary>
    internal async Task ForgetUploadsAsync()
    {
        foreach (var (key, id) in (await _inspector.UploadsAsync()).Select(found => (found.Key, found.UploadId)))
        {
            await Client.AbortMultipartUploadAsync(Settings.Bucket, key, id);
        }
    }

    internal Task<(byte[] Bytes, string ContentType)> ReadAsync(string key) => _inspector.ReadAsync(key);

    public async ValueTask DisposeAsync()
    {
        if (Server is null)
        {
            await _inspector.EmptyAsync();
            await Client.DeleteBucketAsync(Settings.Bucket);
        }

        _inspector.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }
}
