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
/// <param name="caller">Calls the store.</param>
/// <param name="failure">The failure, which names what cannot be removed; null if nothing has failed.</param>
internal sealed class MultipartCleanup(S3Caller caller, Exception? failure = null)
{
    // A part in transit can survive an abort, so that another abort is needed.
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CleanUpCalls _calls = caller.CleanUp(failure);

    /// <summary>Removes the upload after a failure.</summary>
    internal async Task RemoveAsync(ObjectKey key, string uploadId)
    {
        if (!await TryRemoveAsync(key, uploadId).ConfigureAwait(false))
        {
            Name(uploadId);
        }
    }

    /// <summary>
    /// Removes any upload under the key that attempts to start one may have left behind, because the response with its
    /// id was lost. The key is new, so nobody else can have started one.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <param name="keptId">The upload to keep; null for none.</param>
    /// <param name="doubt">Why there may be such an upload.</param>
    /// <returns>Whether none is left.</returns>
    internal async Task<bool> RemoveUnknownAsync(ObjectKey key, string? keptId, Doubt doubt)
    {
        // If no attempt that is known has started one, there is time for what hidden ones may have started.
        var mayComeLate = doubt is Doubt.MayComeLate || (doubt is Doubt.MayBeHidden && keptId is null);
        foreach (var pause in mayComeLate ? CleanUpCalls.Looks : [TimeSpan.Zero])
        {
            await _calls.WaitAsync(pause).ConfigureAwait(false);
            if (!await TryRemoveAllAsync(key, keptId, doubt).ConfigureAwait(false))
            {
                Name(RemainingItems.UnknownId);
                return false;
            }
        }

        return true;
    }

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

    private async Task<bool> TryRemoveAllAsync(ObjectKey key, string? keptId, Doubt doubt)
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
        catch (S3StoreException unlisted)
        {
            if (failure is null && doubt is Doubt.MayBeHidden)
            {
                caller.Logger.NotLookedFor(unlisted, key.Value);
            }
            else
            {
                caller.Logger.UploadLeftBehind(unlisted, key.Value, RemainingItems.UnknownId);
            }

            return false;
        }
    }

    private void Name(string uploadId)
    {
        if (failure is not null)
        {
            RemainingItems.NameUpload(failure, uploadId);
        }
    }

    private async Task<ListMultipartUploadsResponse> ListAsync(
        IAmazonS3 client, ListMultipartUploadsRequest request, CancellationToken token)
    {
        var response = await client.ListMultipartUploadsAsync(request, token).ConfigureAwait(false);
        return caller.Failures.RequireSign(response, request.Prefix, !string.IsNullOrEmpty(response?.BucketName));
    }

    private async Task<bool> TryRemoveAsync(ObjectKey key, string uploadId)
    {
        try
        {
            await RequireRemovedAsync(key, uploadId).ConfigureAwait(false);
            return true;
        }
        catch (S3StoreException unremoved)
        {
            caller.Logger.UploadLeftBehind(unremoved, key.Value, uploadId);
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
        catch (S3StoreException answer) when (answer.IsMissing)
        {
            // Aborted before, most likely; the look shows it.
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
                return caller.Failures.RequireSign(response, key, response?.UploadId == uploadId);
            }).ConfigureAwait(false) is null;
        }
        catch (S3StoreException answer) when (answer.IsMissing || !answer.IsPage
            && answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotImplemented)
        {
            // The upload is gone; or the credentials do not allow listing, or the store does not support it, so the
            // success of the abort has to suffice.
            return true;
        }
    }
}
