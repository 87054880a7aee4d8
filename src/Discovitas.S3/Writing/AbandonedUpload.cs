using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Storage;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Writing;

/// <summary>
/// Removes a multipart upload that will not be completed, independent of the caller's token. It never throws: the failure that led here
/// is what the caller must see; what cannot be removed is logged with its id.
/// </summary>
internal sealed class AbandonedUpload(Bucket bucket, ILogger logger)
{
    private const int Attempts = 3;

    /// <summary>Removes uploads whose id is not known, since the answer that named it was lost. The key is a new one: no other upload has it.</summary>
    internal async Task RemoveOfKeyAsync(string key)
    {
        var request = new ListMultipartUploadsRequest { BucketName = bucket.Name, Prefix = key, ExpectedBucketOwner = bucket.ExpectedOwner };
        try
        {
            var found = await bucket.CleanUpAsync(key, (s3, token) => s3.ListMultipartUploadsAsync(request, token)).ConfigureAwait(false);
            foreach (var upload in (found?.MultipartUploads ?? []).Where(upload => upload.Key == key))
            {
                await RemoveAsync(key, upload.UploadId).ConfigureAwait(false);
            }
        }
        catch (S3UploadException failure)
        {
            logger.UploadLeftBehind(failure, key, "(unknown)");
        }
    }

    internal async Task RemoveAsync(string key, string uploadId)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await AbortAsync(key, uploadId).ConfigureAwait(false))
                {
                    logger.UploadAborted(key);
                    return;
                }
            }
            catch (S3UploadException failure) when (attempt == Attempts || !failure.IsTransient)
            {
                logger.UploadLeftBehind(failure, key, uploadId);
                return;
            }
            catch (S3UploadException)
            {
                // Worth another try.
            }

            if (attempt == Attempts)
            {
                logger.UploadLeftBehind(null, key, uploadId);
                return;
            }
        }
    }

    // A part that arrives during the abort can outlive it: "verify with ListParts" (Amazon S3 API reference, AbortMultipartUpload).
    private async Task<bool> AbortAsync(string key, string uploadId)
    {
        var abort = new AbortMultipartUploadRequest { BucketName = bucket.Name, Key = key, UploadId = uploadId, ExpectedBucketOwner = bucket.ExpectedOwner };
        try
        {
            await bucket.CleanUpAsync(key, (s3, token) => s3.AbortMultipartUploadAsync(abort, token)).ConfigureAwait(false);
        }
        catch (S3UploadException gone) when (gone.StatusCode is HttpStatusCode.NotFound)
        {
            return true;
        }

        return await IsGoneAsync(key, uploadId).ConfigureAwait(false);
    }

    private async Task<bool> IsGoneAsync(string key, string uploadId)
    {
        var list = new ListPartsRequest { BucketName = bucket.Name, Key = key, UploadId = uploadId, MaxParts = 1, ExpectedBucketOwner = bucket.ExpectedOwner };
        try
        {
            return await bucket.CleanUpAsync(key, (s3, token) => s3.ListPartsAsync(list, token)).ConfigureAwait(false) is null;
        }
        catch (S3UploadException refused) when (refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden)
        {
            // Not there any more; or these credentials may not look, and the abort's own answer must do.
            return true;
        }
    }
}
