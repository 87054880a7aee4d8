using Amazon.S3;

namespace Discovitas.S3.FaultTests.Kills;

/// <summary>Compares what a server has after a kill with what it had acknowledged.</summary>
internal sealed class KillCheck(string folder, string bucket, KillCounts counts)
{
    private string State => Path.Combine(folder, ".discovitas-s3");

    /// <summary>Looks into the folder before the first request.</summary>
    internal void CountStaged() =>
        counts.Staged += Directory.GetFileSystemEntries(Path.Combine(State, "staging")).Length;

    internal async Task RunAsync(IAmazonS3 s3, IReadOnlyList<WrittenKey> keys)
    {
        var listed = await ListAsync(s3);
        foreach (var key in keys)
        {
            key.Judge(await ReadAsync(s3, key.Key), counts);
        }

        var existing = keys.Where(key => key.Acknowledged is not null).Select(key => key.Key).ToHashSet();
        counts.WrongListings += existing.SetEquals(listed) ? 0 : 1;
        await EndUploadsAsync(s3, keys);
        CountStrays(existing);
    }

    private async Task<List<string>> ListAsync(IAmazonS3 s3)
    {
        var listed = await s3.ListObjectsV2Async(new() { BucketName = bucket });
        return [.. (listed.S3Objects ?? []).Select(item => item.Key)];
    }

    private async Task<KeyContent?> ReadAsync(IAmazonS3 s3, string key)
    {
        try
        {
            using var response = await s3.GetObjectAsync(bucket, key);
            using var copy = new MemoryStream();
            await response.ResponseStream.CopyToAsync(copy);
            return KeyContent.From(copy.ToArray());
        }
        catch (AmazonS3Exception missing) when (missing.ErrorCode == "NoSuchKey")
        {
            return null;
        }
    }

    private async Task EndUploadsAsync(IAmazonS3 s3, IReadOnlyList<WrittenKey> keys)
    {
        var listed = (await s3.ListMultipartUploadsAsync(bucket)).MultipartUploads ?? [];
        foreach (var key in keys.Where(key => key.UploadId is not null))
        {
            var isKept = listed.Exists(upload => upload.UploadId == key.UploadId);
            counts.LostUploads += isKept || key.IsUploadEnding ? 0 : 1;
            key.UploadId = null;
        }

        foreach (var upload in listed)
        {
            await s3.AbortMultipartUploadAsync(bucket, upload.Key, upload.UploadId);
        }
    }

    private void CountStrays(HashSet<string> existing)
    {
        var root = Path.Combine(folder, bucket);
        var files = Directory.Exists(root) ? Directory.GetFiles(root, "*", SearchOption.AllDirectories) : [];
        var strays = files.Where(
            file => !existing.Contains(Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/')));
        var halves = Directory.GetFiles(State, "*%.*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("%.json", StringComparison.Ordinal));
        foreach (var file in strays.Concat(halves))
        {
            Console.Error.WriteLine($"stray: {file}");
            counts.Strays++;
        }
    }
}
