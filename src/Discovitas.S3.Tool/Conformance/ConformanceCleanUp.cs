using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Tool.Checks;

namespace Discovitas.S3.Tool.Conformance;

/// <summary>
/// Removes all that is below the prefix of a run, and the documents that it has written. Independent of the caller's
/// token, so that Ctrl+C leaves nothing either.
/// </summary>
internal sealed class ConformanceCleanUp(CheckContext context)
{
    // S3 deletes no more at once.
    private const int MaxKeys = 1000;

    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(1);

    private readonly List<string> _left = [];

    /// <summary>Gets what may remain in the bucket.</summary>
    internal IReadOnlyList<string> Left => _left;

    internal async Task RunAsync()
    {
        using var time = new CancellationTokenSource(MaxTime);
        foreach (var (name, undo) in context.Undo)
        {
            if (!await TryAsync(undo(time.Token)))
            {
                _left.Add($"the {name} of the bucket");
            }
        }

        var open = new List<string>();
        foreach (var (key, id) in context.Keys.Uploads.Concat(await UploadsAsync(time.Token) ?? []).Distinct())
        {
            if (!await TryAsync(context.Client.AbortMultipartUploadAsync(context.Bucket, key, id, time.Token)))
            {
                open.Add(key);
            }
        }

        var keys = context.Keys.Keys.Concat(await KeysAsync(time.Token) ?? []).Distinct();
        var failed = await DeleteAsync(keys.Select(key => new KeyVersion { Key = key }), time.Token);
        failed.AddRange(await DeleteAsync(await VersionsAsync(time.Token), time.Token));

        // What is listed is what is left; without that right, what could not be removed.
        _left.AddRange(await KeysAsync(time.Token) ?? failed);
        var uploads = (await UploadsAsync(time.Token))?.Select(upload => upload.Key) ?? open;
        _left.AddRange(uploads.Select(key => $"the multipart upload of {key}"));
    }

    private async Task<List<string>> DeleteAsync(
        IEnumerable<KeyVersion> versions, CancellationToken cancellationToken)
    {
        var failed = new List<string>();
        foreach (var some in versions.Chunk(MaxKeys))
        {
            var request = new DeleteObjectsRequest { BucketName = context.Bucket, Objects = [.. some] };
            if (await TryAsync(context.Client.DeleteObjectsAsync(request, cancellationToken)))
            {
                continue;
            }

            foreach (var one in some)
            {
                var deleted = context.Client.DeleteObjectAsync(
                    context.Bucket, one.Key, one.VersionId, cancellationToken);
                failed.AddRange(await TryAsync(deleted) ? [] : [one.Key]);
            }
        }

        return failed;
    }

    private async Task<IEnumerable<string>?> KeysAsync(CancellationToken cancellationToken)
    {
        var request = new ListObjectsV2Request { BucketName = context.Bucket, Prefix = context.Keys.Prefix };
        var page = await AskAsync(context.Client.ListObjectsV2Async(request, cancellationToken));
        return page is null ? null : (page.S3Objects ?? []).Select(found => found.Key);
    }

    private async Task<IEnumerable<(string Key, string Id)>?> UploadsAsync(CancellationToken cancellationToken)
    {
        var request = new ListMultipartUploadsRequest { BucketName = context.Bucket, Prefix = context.Keys.Prefix };
        var page = await AskAsync(context.Client.ListMultipartUploadsAsync(request, cancellationToken));
        return page is null ? null : (page.MultipartUploads ?? []).Select(found => (found.Key, found.UploadId));
    }

    // In a bucket with versions, what was deleted is still there.
    private async Task<IEnumerable<KeyVersion>> VersionsAsync(CancellationToken cancellationToken)
    {
        var request = new ListVersionsRequest { BucketName = context.Bucket, Prefix = context.Keys.Prefix };
        var page = await AskAsync(context.Client.ListVersionsAsync(request, cancellationToken));
        return (page?.Versions ?? []).Select(found => new KeyVersion { Key = found.Key, VersionId = found.VersionId });
    }

    private static async Task<bool> TryAsync(Task call) => await AskAsync(DoneAsync(call));

    private static async Task<bool> DoneAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode is HttpStatusCode.NotFound)
        {
            // There is nothing to remove.
        }

        return true;
    }

    // What could not be removed is seen by the listing at the end.
    private static async Task<T?> AskAsync<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (Exception)
        {
            return default;
        }
    }
}
