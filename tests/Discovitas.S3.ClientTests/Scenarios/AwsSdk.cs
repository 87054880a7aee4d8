using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>The AWS SDK for .NET, with its default settings apart from the address.</summary>
internal sealed partial class AwsSdk : IDisposable
{
    private readonly StepLog _log = new();
    private readonly Endpoint _endpoint;
    private readonly string _bucket;
    private AmazonS3Client _s3;

    private AwsSdk(Endpoint endpoint)
    {
        _endpoint = endpoint;
        _s3 = CreateClient(endpoint);
        _bucket = endpoint.Bucket;
    }

    public void Dispose() => _s3.Dispose();

    internal static ForeignClient Create() => new("aws-sdk-net", null, async endpoint =>
    {
        using var scenario = new AwsSdk(endpoint);
        return await scenario.RunAsync();
    });

    /// <summary>Creates a client for a store.</summary>
    internal static AmazonS3Client CreateClient(Endpoint endpoint) => new(
        new BasicAWSCredentials(endpoint.Settings.AccessKeyId, endpoint.Settings.SecretAccessKey),
        CreateConfig(endpoint));

    private static AmazonS3Config CreateConfig(Endpoint endpoint)
    {
        var config = new AmazonS3Config
        {
            ServiceURL = endpoint.Url,
            AuthenticationRegion = endpoint.Settings.Region,
        };
        if (endpoint.IsOlderThanChecksums)
        {
            config.CacheHttpClient = false;
            config.RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED;
        }

        return config;
    }

    private async Task<string> RunAsync()
    {
        await _log.AddAsync("a bucket that does not exist", () => AmazonS3Util.DoesS3BucketExistV2Async(_s3, _bucket));
        await _log.AddAsync("create the bucket", () => _s3.PutBucketAsync(_bucket));
        await _log.AddAsync("a bucket that exists", () => AmazonS3Util.DoesS3BucketExistV2Async(_s3, _bucket));
        await ObjectsAsync();
        await ListingsAsync();
        await PartsAsync();
        await OthersAsync();
        await RemovalAsync();
        return _log.ToString();
    }

    private async Task ObjectsAsync()
    {
        var put = new PutObjectRequest { BucketName = _bucket, Key = "small.txt", ContentBody = "hello, world" };
        put.Metadata["album"] = "cats";
        put.Headers.CacheControl = "max-age=5";
        await _log.AddAsync("put", () => _s3.PutObjectAsync(put));
        await _log.AddAsync("head", () => _s3.GetObjectMetadataAsync(_bucket, "small.txt"));
        await _log.AddAsync("get", () => _s3.GetObjectAsync(_bucket, "small.txt"));
        await GetAsync("get a range", request => request.ByteRange = new ByteRange(2, 5));
        await GetAsync("get beyond the end", request => request.ByteRange = new ByteRange(100, 200));
        await GetAsync("get if changed", request => request.EtagToNotMatch = "\"e4d7f1b4ed2e42d15898f4b27b019da4\"");
        await GetAsync("get if another", request => request.EtagToMatch = "\"0\"");
        await GetAsync("get what is missing", request => request.Key = "missing");
        await _log.AddAsync("head what is missing", () => _s3.GetObjectMetadataAsync(_bucket, "missing"));
        await PutAsync("put once", request => request.IfNoneMatch = "*");
        await RefusedPutsAsync();
        foreach (var algorithm in new[] { "CRC32", "CRC32C", "SHA1", "SHA256", "CRC64NVME" })
        {
            await PutAsync($"put with {algorithm}", request =>
            {
                request.Key = algorithm;
                request.ChecksumAlgorithm = ChecksumAlgorithm.FindValue(algorithm);
            });
            await GetAsync($"get with {algorithm}", request =>
            {
                request.Key = algorithm;
                request.ChecksumMode = ChecksumMode.ENABLED;
            });
        }

        await _log.AddAsync("copy", () => _s3.CopyObjectAsync(_bucket, "small.txt", _bucket, "copy.txt"));
        await _log.AddAsync("copy what is missing", () => _s3.CopyObjectAsync(_bucket, "missing", _bucket, "none"));
        await _log.AddAsync("head a copy", () => _s3.GetObjectMetadataAsync(_bucket, "copy.txt"));
    }

    private async Task ListingsAsync()
    {
        foreach (var key in new[] { "odd/ключ 鍵.txt", "odd/a b+c%20&=?#'\"<>.txt", "odd//double", "odd/folder/" })
        {
            await PutAsync("put " + key, request => (request.Key, request.ContentBody) = (key, key));
            await _log.AddAsync("get " + key, () => _s3.GetObjectAsync(_bucket, key));
        }

        await _log.AddAsync("list", () => _s3.ListObjectsAsync(_bucket));
        await ListAsync("list, version 2", _ => { });
        await ListAsync("list with owners", request => (request.FetchOwner, request.Prefix) = (true, "small"));
        await ListAsync("list folders", request => request.Delimiter = "/");
        await ListAsync("list two", request => request.MaxKeys = 2);
        await ListAsync("list after", request => request.StartAfter = "odd/");
        await _log.AddAsync("list pages", async () =>
        {
            var pages = new List<string>();
            var all = new ListObjectsV2Request { BucketName = _bucket, MaxKeys = 3 };
            await foreach (var page in _s3.Paginators.ListObjectsV2(all).Responses)
            {
                pages.Add(string.Join(", ", page.S3Objects.Select(found => found.Key)));
            }

            return pages;
        });
        await _log.AddAsync("list versions", () => _s3.ListVersionsAsync(_bucket, "small"));
    }

    private async Task RefusedPutsAsync()
    {
        await PutAsync("put with a wrong MD5", request => request.MD5Digest = "AAAAAAAAAAAAAAAAAAAAAA==");
        Reconnect();
        await PutAsync("put into a missing bucket", request => request.BucketName += "-missing");
        Reconnect();
    }

    // Ceph takes the next request on the connection for the body of the one that it refused.
    private void Reconnect()
    {
        if (_endpoint.Kind is StoreKind.Ceph)
        {
            _s3.Dispose();
            _s3 = CreateClient(_endpoint);
        }
    }

    private async Task PutAsync(string step, Action<PutObjectRequest> change)
    {
        var request = new PutObjectRequest { BucketName = _bucket, Key = "put.txt", ContentBody = "hello, world" };
        change(request);
        await _log.AddAsync(step, () => _s3.PutObjectAsync(request));
    }

    private async Task GetAsync(string step, Action<GetObjectRequest> change)
    {
        var request = new GetObjectRequest { BucketName = _bucket, Key = "small.txt" };
        change(request);
        await _log.AddAsync(step, () => _s3.GetObjectAsync(request));
    }

    private async Task ListAsync(string step, Action<ListObjectsV2Request> change)
    {
        var request = new ListObjectsV2Request { BucketName = _bucket };
        change(request);
        await _log.AddAsync(step, () => _s3.ListObjectsV2Async(request));
    }
}
