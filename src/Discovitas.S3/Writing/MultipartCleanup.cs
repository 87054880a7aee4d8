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
    private readonly CleanUpCalls _calls = caller.CleanUp(failure);

    /// <summary>Removes the upload after a failure.</summary>
    /// <returns>
    /// Whether the store said that there is no such upload. Then it may have completed it, whatever it said before.
    /// </returns>
    internal async Task<bool> RemoveAsync(ObjectKey key, string uploadId)
    {
        var abort = new MultipartAbort(caller, _calls);
        if (!await TryRemoveAsync(abort, key, uploadId).ConfigureAwait(false))
        {
            Name(uploadId);
        }

        return abort.FoundNone;
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

    /// <summary>Names an upload that remains in the failure, if there is one.</summary>
    internal void Name(string uploadId)
    {
        if (failure is not null)
        {
            RemainingItems.NameUpload(failure, uploadId);
        }
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
                    isGone &= await TryRemoveAsync(new MultipartAbort(caller, _calls), key, upload.UploadId)
                        .ConfigureAwait(false);
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

    private async Task<ListMultipartUploadsResponse> ListAsync(
        IAmazonS3 client, ListMultipartUploadsRequest request, CancellationToken token)
    {
        var response = await client.ListMultipartUploadsAsync(request, token).ConfigureAwait(false);
        return caller.Failures.RequireSign(response, request.Prefix, !string.IsNullOrEmpty(response?.BucketName));
    }

    private async Task<bool> TryRemoveAsync(MultipartAbort abort, ObjectKey key, string uploadId)
    {
        try
        {
            await abort.RequireAsync(key, uploadId).ConfigureAwait(false);
            return true;
        }
        catch (S3StoreException unremoved)
        {
            caller.Logger.UploadLeftBehind(unremoved, key.Value, uploadId);
            return false;
        }
    }
}
