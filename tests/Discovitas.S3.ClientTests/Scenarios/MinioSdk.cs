using System.Security.Cryptography;
using Minio;
using Minio.DataModel.Args;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>MinIO's client for .NET, with its default settings.</summary>
internal sealed class MinioSdk : IDisposable
{
    private static readonly string[] OddKeys = ["odd/ключ 鍵.txt", "odd/a b+c%20&=#'.txt", "odd/folder/"];

    private readonly StepLog _log = new();
    private readonly IMinioClient _minio;
    private readonly string _bucket;

    private MinioSdk(Endpoint endpoint)
    {
        _minio = new MinioClient().WithEndpoint(new Uri(endpoint.Url).Authority)
            .WithCredentials(endpoint.Settings.AccessKeyId, endpoint.Settings.SecretAccessKey).WithSSL(false).Build();
        _bucket = endpoint.Bucket;
    }

    public void Dispose() => _minio.Dispose();

    internal static ForeignClient Create() => new("minio-net", null, async endpoint =>
    {
        using var scenario = new MinioSdk(endpoint);
        return await scenario.RunAsync();
    });

    private async Task<string> RunAsync()
    {
        var exists = new BucketExistsArgs().WithBucket(_bucket);
        await _log.AddAsync("a bucket that does not exist", () => _minio.BucketExistsAsync(exists));
        await DoAsync("make the bucket", () => _minio.MakeBucketAsync(new MakeBucketArgs().WithBucket(_bucket)));
        await _log.AddAsync("a bucket that exists", () => _minio.BucketExistsAsync(exists));
        await ObjectsAsync();
        await OthersAsync();
        await RemovalAsync();
        return _log.ToString();
    }

    private async Task ObjectsAsync()
    {
        await PutAsync("small.txt", 12);
        await GetAsync("small.txt");
        await GetAsync("missing");
        await PutAsync("large.bin", 20 * MiB);
        await GetAsync("large.bin");
        var copy = new CopyObjectArgs().WithBucket(_bucket).WithObject("copy.bin")
            .WithCopyObjectSource(new CopySourceObjectArgs().WithBucket(_bucket).WithObject("large.bin"));
        await DoAsync("copy 20 MiB", () => _minio.CopyObjectAsync(copy));
        await GetAsync("copy.bin");
        foreach (var key in OddKeys)
        {
            await PutAsync(key, 5);
            await GetAsync(key);
        }

        await ListAsync("list", recursive: true);
        await ListAsync("list folders", recursive: false);
    }

    private async Task OthersAsync()
    {
        var get = new PresignedGetObjectArgs().WithBucket(_bucket).WithObject(OddKeys[1]).WithExpiry(60);
        using var http = new HttpClient();
        await _log.AddAsync("get with a presigned URL", async () =>
            Sum(await http.GetByteArrayAsync(new Uri(await _minio.PresignedGetObjectAsync(get)))));
        var versioning = new GetVersioningArgs().WithBucket(_bucket);
        await _log.AddAsync("get versioning", () => _minio.GetVersioningAsync(versioning));
        var tags = new GetBucketTagsArgs().WithBucket(_bucket);
        await _log.AddAsync("get the bucket's tags", () => _minio.GetBucketTagsAsync(tags));
    }

    private async Task RemovalAsync()
    {
        var bucket = new RemoveBucketArgs().WithBucket(_bucket);
        await DoAsync("remove the bucket while it is full", () => _minio.RemoveBucketAsync(bucket));
        var one = new RemoveObjectArgs().WithBucket(_bucket).WithObject("small.txt");
        await DoAsync("remove", () => _minio.RemoveObjectAsync(one));
        var many = new RemoveObjectsArgs().WithBucket(_bucket).WithObjects([.. OddKeys, "copy.bin", "large.bin"]);
        await _log.AddAsync("remove many", () => _minio.RemoveObjectsAsync(many));
        await DoAsync("remove the bucket", () => _minio.RemoveBucketAsync(bucket));
    }

    private async Task PutAsync(string key, int length)
    {
        using var stream = new MemoryStream(Bytes(length));
        var put = new PutObjectArgs().WithBucket(_bucket).WithObject(key).WithStreamData(stream).WithObjectSize(length)
            .WithContentType("text/plain").WithHeaders(new Dictionary<string, string> { ["x-amz-meta-a"] = "b" });
        await _log.AddAsync("put " + key, async () => (await _minio.PutObjectAsync(put)).Etag);
    }

    private async Task GetAsync(string key)
    {
        var stat = new StatObjectArgs().WithBucket(_bucket).WithObject(key);
        await _log.AddAsync("stat " + key, async () =>
        {
            var found = await _minio.StatObjectAsync(stat);
            return new { found.Size, found.ETag, found.ContentType, Metadata = found.MetaData };
        });
        var sum = "";
        var get = new GetObjectArgs().WithBucket(_bucket).WithObject(key).WithCallbackStream(async (stream, token) =>
            sum = Sum(await ReadAllAsync(stream, token)));
        await _log.AddAsync("get " + key, async () =>
        {
            await _minio.GetObjectAsync(get);
            return sum;
        });
    }

    private async Task ListAsync(string step, bool recursive)
    {
        var list = new ListObjectsArgs().WithBucket(_bucket).WithRecursive(recursive);
        await _log.AddAsync(step, async () =>
        {
            var found = new List<object>();
            await foreach (var item in _minio.ListObjectsEnumAsync(list))
            {
                found.Add(new { item.Key, item.Size, item.ETag, item.IsDir });
            }

            return found;
        });
    }

    private Task<string?> DoAsync(string step, Func<Task> call) => _log.AddAsync(step, async () =>
    {
        await call();
        return "done";
    });

    private static string Sum(byte[] bytes) => $"{bytes.Length} {Convert.ToHexStringLower(SHA256.HashData(bytes))}";
}
