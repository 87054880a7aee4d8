using Amazon.S3;

namespace Discovitas.S3.ContractTests.Support;

/// <summary>A bucket that a test has for itself, to change how it is configured.</summary>
internal sealed class OwnBucket : IAsyncDisposable
{
    private readonly StoreKind _kind;
    private readonly Store _store;
    private readonly IAmazonS3 _own;

    private OwnBucket(StoreKind kind, Store store)
    {
        _kind = kind;
        _store = store;
        Settings = new S3Settings { Bucket = $"contract-{Guid.NewGuid():N}" };
        var name = Settings.Bucket;
        Settings.PointTo(store.Settings);
        Settings.Bucket = name;
        Behind = new StoreInspector(Settings);
        _own = S3Client.Create(Settings);
        Service = new S3Service(_own, Settings);
    }

    internal S3Settings Settings { get; }

    internal S3Service Service { get; }

    /// <summary>Gets what looks into the bucket behind the service's back.</summary>
    internal StoreInspector Behind { get; }

    internal IAmazonS3 Client => Behind.Client;

    internal string Name => Settings.Bucket!;

    internal static async Task<OwnBucket> OpenAsync(StoreKind kind)
    {
        var bucket = new OwnBucket(kind, await Store.OpenAsync(kind));
        await bucket.Client.PutBucketAsync(bucket.Name);
        return bucket;
    }

    internal Task<IReadOnlyList<string>> LeftAsync() => Behind.LeftAsync();

    public async ValueTask DisposeAsync()
    {
        await Behind.EmptyAsync();
        await DeleteVersionsAsync();
        await Client.DeleteBucketAsync(Name);
        _own.Dispose();
        Behind.Dispose();
        await _store.DisposeAsync();
    }

    // The embedded server has no versions.
    private async Task DeleteVersionsAsync()
    {
        if ((await Client.GetBucketVersioningAsync(Name)).VersioningConfig?.Status != VersionStatus.Enabled
            || _kind is StoreKind.Local)
        {
            return;
        }

        foreach (var version in (await Client.ListVersionsAsync(Name)).Versions ?? [])
        {
            await Client.DeleteObjectAsync(Name, version.Key, version.VersionId);
        }
    }
}
