using System.Net;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>
/// Removes a multipart upload that will not be completed, independently of the caller's token and within the deadline
/// of <see cref="CleanUpCalls"/>. After a failure it never throws, since the caller must see that failure: an upload
/// that cannot be removed is logged, and named in the failure.
/// </summary>
internal sealed class MultipartCleanup(S3Caller caller)
{
    // A part in transit can survive an abort, so that another abort is needed.
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CleanUpCalls _calls = caller.CleanUp();

    /// <summary>Removes the upload after a failure.</summary>
    internal async Task RemoveAsync(ObjectKey key, string uploadId, Exception failure)
    {
        if (!await TryRemoveAsync(key, uploadId).ConfigureAwait(false))
        {
            RemainingItems.NameUpload(failure, uploadId);
        }
    }

    /// <summary>
    /// Removes, after a failure, any upload under the key, because the response with its id was lost. The key is new,
    /// so no other upload can have it.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="failure">The failure, which names what cannot be removed.</param>
    /// <param name="mayComeLate">Whether the store may still be starting an upload.</param>
    internal async Task RemoveUnknownAsync(ObjectKey key, Exception failure, bool mayComeLate)
    {
        foreach (var pause in mayComeLate ? CleanUpCalls.Looks : [TimeSpan.Zero])
        {
            await _calls.WaitAsync(pause).ConfigureAwait(false);
            if (!await TryRemoveAllAsync(key, keptId: null, isPrecaution: false).ConfigureAwait(false))
            {
                RemainingItems.NameUpload(failure, RemainingItems.UnknownId);
                return;
            }
        }
    }

    /// <summary>Removes uploads that other attempts to start this one may have left behind.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keptId">The upload to keep.</param>
    /// <param name="isPrecaution">
    /// True if nothing suggests that there are any, so that failing to list them does no harm.
    /// </param>
    internal Task RemoveOthersAsync(ObjectKey key, string keptId, bool isPrecaution) =>
        TryRemoveAllAsync(key, keptId, isPrecaution);

    /// <summary>Removes the upload for a caller who asked for that. Succeeds if it does not exist.</summary>
    /// <exception cref="S3StoreException">The upload is not removed.</exception>
    internal async Task RequireRemovedAsync(ObjectKey key, string uploadId)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await AbortAsync(key.Value, uploadId).ConfigureAwait(false))
            {
                caller.Logger.UploadAborted(key.Value);
                return;
            }

            await _calls.WaitAsync(Pause * attempt).ConfigureAwait(false);
        }

        throw caller.Failures.UploadNotRemoved(key.Value, Attempts);
    }

    private async Task<bool> TryRemoveAllAsync(ObjectKey key, string? keptId, bool isPrecaution)
    {
        var request = new ListMultipartUploadsRequest
        {
            BucketName = caller.Bucket,
            Prefix = key.Value,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        try
        {
            var isGone = true;
            var found = await _calls.CallAsync(
                key.Value, (client, token) => ListAsync(client, request, token)).ConfigureAwait(false);
            foreach (var upload in found?.MultipartUploads ?? [])
            {
                if (upload.Key == key.Value && upload.UploadId != keptId)
                {
                    isGone &= await TryRemoveAsync(key, upload.UploadId).ConfigureAwait(false);
                }
            }

            return isGone;
        }
        catch (S3StoreException failure)
        {
            if (isPrecaution)
            {
                caller.Logger.NotLookedFor(failure, key.Value);
            }
            else
            {
                caller.Logger.UploadLeftBehind(failure, key.Value, RemainingItems.UnknownId);
            }

            return false;
        }
    }

    private async Task<ListMultipartUploadsResponse> ListAsync(
        IAmazonS3 client, ListMultipartUploadsRequest request, CancellationToken token)
    {
        var response = await client.ListMultipartUploadsAsync(request, token).ConfigureAwait(false);
        return caller.Require(response, request.Prefix, !string.IsNullOrEmpty(response?.BucketName));
    }

    private async Task<bool> TryRemoveAsync(ObjectKey key, string uploadId)
    {
        try
        {
            await RequireRemovedAsync(key, uploadId).ConfigureAwait(false);
            return true;
        }
        catch (S3StoreException failure)
        {
            caller.Logger.UploadLeftBehind(failure, key.Value, uploadId);
            return false;
        }
    }

    // Returns whether the upload is gone: a part received during the abort can survive it (Amazon S3 API reference,
    // AbortMultipartUpload).
    private async Task<bool> AbortAsync(string key, string uploadId)
    {
        var request = new AbortMultipartUploadRequest
        {
            BucketName = caller.Bucket,
            Key = key,
            UploadId = uploadId,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        try
        {
            await _calls.CallAsync(key, async (client, token) =>
            {
                var response = await client.AbortMultipartUploadAsync(request, token).ConfigureAwait(false);
                return caller.Require(response, key, response?.HttpStatusCode is HttpStatusCode.NoContent);
            }).ConfigureAwait(false);
        }
        catch (S3StoreException failure) when (failure.IsMissing)
        {
            return true;
        }

        return await IsGoneAsync(key, uploadId).ConfigureAwait(false);
    }

    private async Task<bool> IsGoneAsync(string key, string uploadId)
    {
        var request = new ListPartsRequest
        {
            BucketName = caller.Bucket,
            Key = key,
            UploadId = uploadId,
            MaxParts = 1,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        try
        {
            return await _calls.CallAsync(key, async (client, token) =>
            {
                var response = await client.ListPartsAsync(request, token).ConfigureAwait(false);
                return caller.Require(response, key, response?.UploadId == uploadId);
            }).ConfigureAwait(false) is null;
        }
        catch (S3StoreException failure) when (failure.IsMissing || !failure.IsPage
            && failure.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotImplemented)
        {
            // The upload is gone; or the credentials do not allow listing, or the store does not support it, so the
            // success of the abort has to suffice.
            return true;
        }
    }
}
