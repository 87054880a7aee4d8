using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Discovitas.S3.ClientTests.Scenarios;

/// <summary>The TransferUtility of the AWS SDK for .NET, with its default settings.</summary>
internal sealed class SdkTransfers(Endpoint endpoint, string folder) : IDisposable
{
    private readonly StepLog _log = new();
    private readonly AmazonS3Client _s3 = AwsSdk.CreateClient(endpoint);

    public void Dispose() => _s3.Dispose();

    internal static ForeignClient Create() => new("transfer-utility", null, async endpoint =>
    {
        var folder = Directory.CreateTempSubdirectory("discovitas-transfer-");
        try
        {
            using var scenario = new SdkTransfers(endpoint, folder.FullName);
            return await scenario.RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    });

    private async Task<string> RunAsync()
    {
        await _s3.PutBucketAsync(endpoint.Bucket);
        using var transfers = new TransferUtility(_s3);
        await FilesAsync(transfers);
        await FoldersAsync(transfers);
        foreach (var found in (await _s3.ListObjectsV2Async(new() { BucketName = endpoint.Bucket })).S3Objects)
        {
            await _s3.DeleteObjectAsync(endpoint.Bucket, found.Key);
        }

        await _s3.DeleteBucketAsync(endpoint.Bucket);
        return _log.ToString();
    }

    private async Task FilesAsync(TransferUtility transfers)
    {
        foreach (var (name, length) in new[] { ("small.bin", 1000), ("large.bin", 20 * MiB) })
        {
            var path = Path.Combine(folder, name);
            var back = Path.Combine(folder, "back-" + name);
            await File.WriteAllBytesAsync(path, Bytes(length));
            await DoAsync($"upload {name}", () => transfers.UploadAsync(path, endpoint.Bucket));
            await _log.AddAsync($"head {name}", () => _s3.GetObjectMetadataAsync(endpoint.Bucket, name));
            await DoAsync($"download {name}", () => transfers.DownloadAsync(back, endpoint.Bucket, name));
            await _log.AddAsync($"compare {name}", async () =>
                (await File.ReadAllBytesAsync(back)).AsSpan().SequenceEqual(Bytes(length)));
        }

        using var stream = new MemoryStream(Bytes(17 * MiB));
        await DoAsync("upload a stream", () => transfers.UploadAsync(stream, endpoint.Bucket, "stream.bin"));
        await _log.AddAsync("open a stream", () => transfers.OpenStreamAsync(endpoint.Bucket, "stream.bin"));
        await DoAsync("download what is missing", () =>
            transfers.DownloadAsync(Path.Combine(folder, "none"), endpoint.Bucket, "missing"));
    }

    private async Task FoldersAsync(TransferUtility transfers)
    {
        var files = Directory.CreateDirectory(Path.Combine(folder, "files", "deep"));
        await File.WriteAllTextAsync(Path.Combine(files.FullName, "ü & ß.txt"), "text");
        await File.WriteAllTextAsync(Path.Combine(folder, "files", "a.txt"), "text");
        await DoAsync("upload a folder", () => transfers.UploadDirectoryAsync(
            Path.Combine(folder, "files"), endpoint.Bucket, "*", SearchOption.AllDirectories));
        await DoAsync("download a folder", () =>
            transfers.DownloadDirectoryAsync(endpoint.Bucket, "deep/", Path.Combine(folder, "downloaded")));
        _log.Add("files", Directory.GetFiles(Path.Combine(folder, "downloaded")).Select(Path.GetFileName));
        await _log.AddAsync("list", () => _s3.ListObjectsV2Async(new ListObjectsV2Request
        {
            BucketName = endpoint.Bucket,
        }));
    }

    private Task<string?> DoAsync(string step, Func<Task> call) => _log.AddAsync(step, async () =>
    {
        await call();
        return "done";
    });
}
