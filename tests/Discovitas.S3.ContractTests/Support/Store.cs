using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.ContractTests.Support;

/// <summary>
/// One store, with the service on it, a client to look behind the service's back, and a folder that this test has for
/// itself.
/// </summary>
public sealed class Store : IAsyncDisposable
{
    public const int PartSize = 5 * MiB;

    private readonly ServiceProvider _services;
    private readonly StoreInspector _inspector;
    private readonly LocalS3Server? _server;

    private Store(StoreKind kind, ServiceProvider services, LocalS3Server? server)
    {
        Kind = kind;
        _services = services;
        _server = server;
        _inspector = new StoreInspector(Settings);
    }

    public S3Service Service => _services.GetRequiredService<S3Service>();

    public IAmazonS3 Client => _inspector.Client;

    public S3Settings Settings => _services.GetRequiredService<IOptions<S3Settings>>().Value;

    public string Folder { get; private init; } = $"contract/{Guid.NewGuid():N}";

    private StoreKind Kind { get; }

    private bool IsPrepared { get; init; }

    /// <summary>Opens a store whose bucket is ready, and cleaned up in the end.</summary>
    /// <param name="kind">Which store.</param>
    /// <param name="configure">Settings of this test.</param>
    /// <param name="build">Inspectors of this test.</param>
    public static async Task<Store> OpenAsync(
        StoreKind kind, Action<S3Settings>? configure = null, Action<S3UploadsBuilder>? build = null)
    {
        var server = kind == StoreKind.Local ? await LocalS3Server.StartAsync() : null;
        var store = new Store(kind, Services(kind, server, configure, build), server) { IsPrepared = true };
        if (kind is StoreKind.Ceph or StoreKind.CephTls)
        {
            await store.CreateBucketAsync();
        }

        return store;
    }

    /// <summary>Opens the same store with settings that may be wrong.</summary>
    public Store Misconfigured(Action<S3Settings> configure) =>
        new(Kind, Services(Kind, _server, configure), server: null);

    /// <summary>Opens the same store as another instance of the app does.</summary>
    public Store Another(Action<S3UploadsBuilder>? build = null) =>
        new(Kind, Services(Kind, _server, configure: null, build), server: null) { Folder = Folder };

    public FileUploadRequest Request(
        UploadContent content, string name = "file.bin", string type = "application/octet-stream") =>
        new(name, type, content) { Folder = Folder };

    /// <summary>Reads a file, or a range of it, through the service.</summary>
    public async Task<byte[]> ReadAsync(string keyOrUrl, long offset = 0, long? length = null)
    {
        await using var file = await Service.OpenReadAsync(keyOrUrl, offset, length);
        return await ReadAllAsync(file.Content);
    }

    /// <summary>
    /// Returns all that this test has left in the bucket: objects, and multipart uploads that are neither complete nor
    /// aborted.
    /// </summary>
    public async Task<IReadOnlyList<string>> LeftAsync() =>
    [
        .. await _inspector.LeftAsync(Settings.KeyPrefix + Folder),
        .. await _inspector.LeftAsync(Settings.PendingPrefix + Folder),
    ];

    public async ValueTask DisposeAsync()
    {
        if (_server is null && IsPrepared)
        {
            await _inspector.EmptyAsync(Settings.KeyPrefix + Folder);
            await _inspector.EmptyAsync(Settings.PendingPrefix + Folder);
        }

        _inspector.Dispose();
        await _services.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    private static ServiceProvider Services(
        StoreKind kind,
        LocalS3Server? server,
        Action<S3Settings>? configure,
        Action<S3UploadsBuilder>? build = null)
    {
        var services = new ServiceCollection();
        var settings = server is null
            ? services.AddS3Uploads(StoreSettings.Section(kind))
            : services.AddS3Uploads(target => target.PointTo(server));
        settings.Configure(target =>
        {
            target.PartSize = PartSize;
            configure?.Invoke(target);
        });
        build?.Invoke(settings);
        return services.BuildServiceProvider();
    }

    // With the policy that the README gives for public reading.
    private async Task CreateBucketAsync()
    {
        await Client.PutBucketAsync(Settings.Bucket);
        await Client.PutBucketPolicyAsync(new PutBucketPolicyRequest
        {
            BucketName = Settings.Bucket,
            Policy = $$"""
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Principal": "*",
                      "Action": "s3:GetObject",
                      "Resource": "arn:aws:s3:::{{Settings.Bucket}}/uploads/*"
                    }
                  ]
                }
                """,
        });
    }
}
