using System.Collections.Concurrent;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Local;

namespace Discovitas.S3.Tests.Support;

/// <summary>
/// The embedded store, called over a wire by our own client: it sends each request once, so its last answer is the
/// answer. A test says which requests fail; pauses between attempts are jumped over.
/// </summary>
internal sealed class WireStore : IAsyncDisposable
{
    private readonly ConcurrentQueue<S3Operation> _calls = new();
    private readonly LocalS3Server _server;
    private readonly List<IAmazonS3> _clients = [];

    private WireStore(LocalS3Server server)
    {
        _server = server;
        server.Faults = call =>
        {
            _calls.Enqueue(call.Operation);
            return OnCall(call);
        };
    }

    /// <summary>Says which requests fail, and how.</summary>
    internal Func<S3Call, S3Fault?> OnCall { get; set; } = _ => null;

    /// <summary>What was called, in order.</summary>
    internal IReadOnlyList<S3Operation> Calls => [.. _calls];

    internal HastyTime Time { get; } = new();

    /// <summary>Keeps what is logged by services that have files inspected.</summary>
    internal FakeLogger<S3Service> Logger { get; } = new();

    internal static async Task<WireStore> StartAsync() => new(await LocalS3Server.StartAsync());

    internal S3Service Service(
        Action<S3Settings>? configure = null, ILogger<S3Service>? logger = null, TimeProvider? time = null)
    {
        var settings = Settings(configure);
        return new S3Service(Client(settings), Options.Create(settings), logger, time ?? Time);
    }

    /// <summary>Creates a service that has files inspected.</summary>
    internal S3Service Inspecting(IUploadInspector inspector, Action<S3Settings>? configure = null) =>
        Extended(new S3Extensions { Inspectors = [inspector] }, configure);

    /// <summary>Creates a service that does more with files than storing them.</summary>
    internal S3Service Extended(S3Extensions extensions, Action<S3Settings>? configure = null)
    {
        var settings = Settings(configure);
        return new S3Service(Client(settings), settings, extensions, Logger, Time);
    }

    /// <summary>Creates what calls the store below the service.</summary>
    internal S3Caller Caller(Action<S3Settings>? configure = null)
    {
        var settings = Settings(configure);
        var logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;
        return new S3Caller(Client(settings), settings, new StoreContext(settings.Bucket!, Time, logger));
    }

    /// <summary>Returns the keys of all objects, and the ids of all multipart uploads that are not complete.</summary>
    internal async Task<IReadOnlyList<string>> LeftAsync()
    {
        using var client = S3Client.Create(Settings());
        var objects = await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = _server.Bucket });
        var uploads = await client.ListMultipartUploadsAsync(
            new ListMultipartUploadsRequest { BucketName = _server.Bucket });
        return
        [
            .. (objects.S3Objects ?? []).Select(found => found.Key),
            .. (uploads.MultipartUploads ?? []).Select(upload => upload.UploadId),
        ];
    }

    internal async Task<GetObjectMetadataResponse> HeadAsync(string key)
    {
        using var client = S3Client.Create(Settings());
        return await client.GetObjectMetadataAsync(_server.Bucket, key);
    }

    internal async Task<byte[]> ReadAsync(string key)
    {
        using var client = S3Client.Create(Settings());
        using var response = await client.GetObjectAsync(_server.Bucket, key);
        return await ReadAllAsync(response.ResponseStream, CancellationToken.None);
    }

    internal async Task<IReadOnlyDictionary<string, string>> TagsAsync(string key)
    {
        using var client = S3Client.Create(Settings());
        var response = await client.GetObjectTaggingAsync(
            new GetObjectTaggingRequest { BucketName = _server.Bucket, Key = key });
        return (response.Tagging ?? []).ToDictionary(tag => tag.Key, tag => tag.Value);
    }

    /// <summary>Deletes objects behind the service's back.</summary>
    internal async Task DeleteAsync(string prefix)
    {
        using var client = S3Client.Create(Settings());
        foreach (var key in (await LeftAsync()).Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            await client.DeleteObjectAsync(_server.Bucket, key);
        }
    }

    /// <summary>Gives an object one tag, and takes all others.</summary>
    internal async Task TagAsync(string key, string name, string value)
    {
        using var client = S3Client.Create(Settings());
        await client.PutObjectTaggingAsync(new PutObjectTaggingRequest
        {
            BucketName = _server.Bucket,
            Key = key,
            Tagging = new Tagging { TagSet = [new Tag { Key = name, Value = value }] },
        });
    }

    public async ValueTask DisposeAsync()
    {
        _clients.ForEach(client => client.Dispose());
        await _server.DisposeAsync();
    }

    private S3Settings Settings(Action<S3Settings>? configure = null)
    {
        var settings = _server.CreateSettings();
        settings.PartSize = StoreMock.PartSize;
        configure?.Invoke(settings);
        return settings;
    }

    private IAmazonS3 Client(S3Settings settings)
    {
        var client = S3Client.Create(settings);
        _clients.Add(client);
        return client;
    }
}
