using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>
/// Finds out once whether the store keeps an object from being replaced (<c>If-None-Match: *</c>). A store that does
/// not know the header ignores it, and would replace a file without a word.
/// </summary>
internal sealed class ConditionalWrites(S3Caller caller, string pendingPrefix)
{
    private readonly object _lock = new();
    private readonly ObjectCleanup _cleanup = new(caller);
    private Task<bool>? _puts;
    private Task<bool>? _parts;

    /// <exception cref="S3StoreException">The store does not support it, or failed.</exception>
    internal async Task RequireAsync(bool inParts, CancellationToken cancellationToken)
    {
        Task<bool> probe;
        lock (_lock)
        {
            probe = inParts
                ? Current(ref _parts, PartsAsync)
                : Current(ref _puts, () => ProbeAsync(_ => Task.CompletedTask, PutAsync));
        }

        if (!await probe.WaitAsync(cancellationToken).ConfigureAwait(false))
        {
            var operation = inParts ? "CompleteMultipartUpload" : "PutObject";
            throw caller.Failures.NoConditionalWrites(pendingPrefix, operation);
        }
    }

    // A probe that failed says nothing, and is made again.
    private static Task<bool> Current(ref Task<bool>? probe, Func<Task<bool>> start) =>
        probe is null or { IsFaulted: true } or { IsCanceled: true } ? probe = start() : probe;

    private async Task<bool> ProbeAsync(Func<ObjectKey, Task> prepareAsync, Func<ObjectKey, Task<bool>> againAsync)
    {
        var key = ObjectKey.CreateUnused(pendingPrefix);
        try
        {
            await PutAsync(key).ConfigureAwait(false);
            await prepareAsync(key).ConfigureAwait(false);
            return !await againAsync(key).ConfigureAwait(false);
        }
        catch (S3StoreException answer) when (answer.IsConflict)
        {
            return true;
        }
        catch (S3StoreException answer) when (answer.ErrorCode is "NotImplemented")
        {
            return false;
        }
        finally
        {
            await _cleanup.RemoveAsync(key).ConfigureAwait(false);
        }
    }

    // Returns whether the store has written; a test's mock, which stores nothing, is believed to support it.
    private async Task<bool> PutAsync(ObjectKey key)
    {
        var request = new PutObjectRequest
        {
            BucketName = caller.Bucket,
            Key = key.Value,
            ContentBody = "",
            ContentType = "application/octet-stream",
            UseChunkEncoding = false,
            DisablePayloadSigning = !caller.SignsPayload,
            ExpectedBucketOwner = caller.ExpectedOwner,
            IfNoneMatch = "*",
        };
        var response = await AskAsync(key, (client, token) => client.PutObjectAsync(request, token))
            .ConfigureAwait(false);
        return StoreReply.IsFromNetwork(response);
    }

    private Task<bool> PartsAsync()
    {
        var upload = new InitiateMultipartUploadResponse();
        return ProbeAsync(
            async key =>
            {
                var request = new InitiateMultipartUploadRequest
                {
                    BucketName = caller.Bucket,
                    Key = key.Value,
                    ExpectedBucketOwner = caller.ExpectedOwner,
                };
                upload = await AskAsync(key, (client, token) => client.InitiateMultipartUploadAsync(request, token))
                    .ConfigureAwait(false);
            },
            key => CompleteAsync(key, upload?.UploadId ?? ""));
    }

    private async Task<bool> CompleteAsync(ObjectKey key, string uploadId)
    {
        try
        {
            var part = new UploadPartRequest
            {
                BucketName = caller.Bucket,
                Key = key.Value,
                UploadId = uploadId,
                PartNumber = 1,
                InputStream = new MemoryStream([0]),
                UseChunkEncoding = false,
                DisablePayloadSigning = !caller.SignsPayload,
                ExpectedBucketOwner = caller.ExpectedOwner,
            };
            var sent = await AskAsync(key, (client, token) => client.UploadPartAsync(part, token))
                .ConfigureAwait(false);
            var request = new CompleteMultipartUploadRequest
            {
                BucketName = caller.Bucket,
                Key = key.Value,
                UploadId = uploadId,
                PartETags = [new PartETag(1, sent?.ETag ?? "")],
                ExpectedBucketOwner = caller.ExpectedOwner,
                IfNoneMatch = "*",
            };
            var done = await AskAsync(
                key, (client, token) => client.CompleteMultipartUploadAsync(request, token))
                .ConfigureAwait(false);
            return StoreReply.IsFromNetwork(done);
        }
        finally
        {
            await new MultipartCleanup(caller).RemoveAsync(key, uploadId).ConfigureAwait(false);
        }
    }

    private Task<T> AskAsync<T>(ObjectKey key, Func<IAmazonS3, CancellationToken, Task<T>> call) =>
        caller.AskOnceAsync(key.Value, call, CancellationToken.None);
}
