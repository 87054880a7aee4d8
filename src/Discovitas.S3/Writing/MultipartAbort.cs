using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Writing;

/// <summary>Aborts a multipart upload until the store no longer lists it.</summary>
/// <param name="caller">Calls the store.</param>
/// <param name="calls">The calls that follow a failure or an abort, which share one deadline.</param>
internal sealed class MultipartAbort(S3Caller caller, CleanUpCalls calls)
{
    // A part in transit can survive an abort, so that another abort is needed.
    private const int Attempts = 5;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Gets a value indicating whether the store said that there is no such upload.</summary>
    internal bool FoundNone { get; private set; }

    /// <summary>Removes the upload. Succeeds if it does not exist.</summary>
    /// <exception cref="S3StoreException">The upload is not removed.</exception>
    internal async Task RequireAsync(ObjectKey key, string uploadId)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await AbortAsync(key.Value, uploadId).ConfigureAwait(false))
            {
                caller.Logger.UploadAborted(key.Value);
                return;
            }

            await calls.WaitAsync(Pause * attempt).ConfigureAwait(false);
        }

        throw caller.Failures.UploadNotRemoved(key.Value, Attempts);
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
            await calls.CallAsync(key, async (client, token) =>
            {
                var response = await client.AbortMultipartUploadAsync(request, token).ConfigureAwait(false);
                return caller.Require(response, key, response?.HttpStatusCode is HttpStatusCode.NoContent);
            }).ConfigureAwait(false);
        }
        catch (S3StoreException answer) when (answer.IsMissing)
        {
            // Aborted before, or completed; the look shows that it is gone.
            FoundNone = true;
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
            return await calls.CallAsync(key, async (client, token) =>
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
