using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Discovitas.S3.ContractTests.Support;

/// <summary>One store, with the service on it, a client to look behind the service's back, and a folder that this test has for itself.</summary>
public sealed class Store : IAsyncDisposable
{
    public const string Local = "Local";
    public const string Ceph = "Ceph";
    public const string CephTls = "CephTls";
    public const string Other = "Other";

    public const int MiB = 1024 * 1024;
    public const int PartSize = 5 * MiB;

    private readonly bool _prepared;
    private readonly ServiceProvider _services;
    private readonly LocalS3Server? _server;
    private readonly Lazy<IAmazonS3> _client;

    private Store(ServiceProvider services, LocalS3Server? server, bool prepared)
    {
        _prepared = prepared;
        _services = services;
        _server = server;
        _client = new Lazy<IAmazonS3>(() => S3Client.Create(Settings));
    }

    public S3Service Service => _services.GetRequiredService<S3Service>();

    public IAmazonS3 Client => _client.Value;

    public S3Settings Settings => _services.GetRequiredService<IOptions<S3Settings>>().Value;

    public string Folder { get; } = $"contract/{Guid.NewGuid():N}";

    /// <param name="name">Which store.</param>
    /// <param name="configure">Settings of this test.</param>
    /// <param name="prepare">False for settings with which the bucket cannot be reached: then it is neither prepared nor cleaned up.</param>
    public static async Task<Store> OpenAsync(string name, Action<S3Settings>? configure = null, bool prepare = true)
    {
        var server = name == Local ? await LocalS3Server.StartAsync() : null;
        var services = new ServiceCollection();
        var settings = server is null
            ? services.AddS3Uploads(StoreAttribute.Settings(name))
            : services.AddS3Uploads(target => Copy(server.CreateSettings(), target));
        settings.Configure(target =>
        {
            target.PartSize = PartSize;
            configure?.Invoke(target);
        });
        var store = new Store(services.BuildServiceProvider(), server, prepare);
        if (prepare && name is (Ceph or CephTls))
        {
            await store.CreateBucketAsync();
        }

        return store;
    }

    public FileUploadRequest Request(UploadContent content, string name = "file.bin", string type = "application/octet-stream") =>
        new(name, type, content) { Folder = Folder };

    /// <summary>All that this test has left in the bucket: objects, and multipart uploads that are neither complete nor aborted.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync()
    {
        var prefix = Settings.KeyPrefix + Folder;
        var objects = await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Settings.Bucket, Prefix = prefix });
        var uploads = await Client.ListMultipartUploadsAsync(new ListMultipartUploadsRequest { BucketName = Settings.Bucket, Prefix = prefix });
        return [.. (objects.S3Objects ?? []).Select(found => found.Key), .. (uploads.MultipartUploads ?? []).Select(found => $"upload {found.UploadId} of {found.Key}")];
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is null && _prepared)
        {
            await Service.DeleteAsync(await Service.ListAsync(Folder).Select(file => file.Key).ToListAsync());
        }

        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        await _services.DisposeAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
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
                    { "Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::{{Settings.Bucket}}/uploads/*" }
                  ]
                }
                """,
        });
    }

    private static void Copy(S3Settings from, S3Settings to)
    {
        to.Bucket = from.Bucket;
        to.Region = from.Region;
        to.ServiceUrl = from.ServiceUrl;
        to.AccessKeyId = from.AccessKeyId;
        to.SecretAccessKey = from.SecretAccessKey;
    }
}
