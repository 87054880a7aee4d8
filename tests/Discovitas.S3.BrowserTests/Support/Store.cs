using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Local;
using Microsoft.Extensions.Configuration;

namespace Discovitas.S3.BrowserTests.Support;

/// <summary>A bucket that one test has for itself, on one store, and a client to look behind the service's back.</summary>
internal sealed class Store : IAsyncDisposable
{
    internal const string Local = "Local";
    internal const string Ceph = "Ceph";

    private Store(S3Settings settings, LocalS3Server? server)
    {
        Settings = settings;
        Server = server;
        Client = new AmazonS3Client(settings.AccessKeyId, settings.SecretAccessKey, new AmazonS3Config
        {
            ServiceURL = settings.ServiceUrl,
            AuthenticationRegion = settings.Region,
            ForcePathStyle = true,
        });
    }

    internal S3Settings Settings { get; }

    /// <summary>The embedded server, to make it fail; null on another store.</summary>
    internal LocalS3Server? Server { get; }

    internal AmazonS3Client Client { get; }

    internal static async Task<Store> OpenAsync(string name)
    {
        if (name == Local)
        {
            var server = await LocalS3Server.StartAsync();
            return new Store(server.CreateSettings(), server);
        }

        var settings = new S3Settings();
        ClientsAttribute.Settings(name).Bind(settings);
        settings.Bucket = $"browser-{Guid.NewGuid():N}";
        var store = new Store(settings, server: null);
        await store.Client.PutBucketAsync(settings.Bucket);
        return store;
    }

    /// <summary>What the bucket lets pages of an origin do: as the README has it, or with less to be read.</summary>
    internal Task AllowAsync(string origin, params string[] exposed) => Client.PutCORSConfigurationAsync(new PutCORSConfigurationRequest
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

    internal async Task<IReadOnlyList<string>> KeysAsync() =>
        [.. ((await Client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = Settings.Bucket })).S3Objects ?? []).Select(found => found.Key)];

    /// <summary>Multipart uploads that are neither complete nor aborted.</summary>
    internal async Task<IReadOnlyList<string>> UploadsAsync() =>
        [.. ((await Client.ListMultipartUploadsAsync(Settings.Bucket)).MultipartUploads ?? []).Select(found => found.Key)];

    internal async Task<(byte[] Bytes, string Type)> ReadAsync(string key)
    {
        using var answer = await Client.GetObjectAsync(Settings.Bucket, key);
        using var bytes = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(bytes);
        return (bytes.ToArray(), answer.Headers.ContentType);
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is null)
        {
            await EmptyAsync();
        }

        Client.Dispose();
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }

    private async Task EmptyAsync()
    {
        foreach (var upload in (await Client.ListMultipartUploadsAsync(Settings.Bucket)).MultipartUploads ?? [])
        {
            await Client.AbortMultipartUploadAsync(Settings.Bucket, upload.Key, upload.UploadId);
        }

        foreach (var key in await KeysAsync())
        {
            await Client.DeleteObjectAsync(Settings.Bucket, key);
        }

        await Client.DeleteBucketAsync(Settings.Bucket);
    }
}
