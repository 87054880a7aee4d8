using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Writing;

/// <summary>
/// Removes a multipart upload that will not be completed, independent of the caller's token and within the deadline of a clean-up. It
/// never throws: the failure that led here is what the caller must see. What cannot be removed is logged with its id, and named.
/// </summary>
internal sealed class MultipartCleanup(S3Caller caller, ILogger logger)
{
    // A part that was on its way can arrive after the abort, so that it takes another.
    private const int Attempts = 5;

    /// <summary>Stands for an id that the store never told.</summary>
    internal const string UnknownId = "unknown";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    private readonly CleanUp _cleanUp = caller.CleanUp();

    /// <summary>Removes uploads whose id is not known, since the answer that named it was lost. The key is a new one: no other upload has it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="keptId">The one to keep.</param>
    /// <param name="isPrecaution">Whether nothing says that there are any; then it is no matter if they cannot be listed.</param>
    /// <returns>Whether all are gone.</returns>
    internal async Task<bool> RemoveOfKeyAsync(string key, string? keptId = null, bool isPrecaution = false)
    {
        var request = new ListMultipartUploadsRequest { BucketName = caller.Name, Prefix = key, ExpectedBucketOwner = caller.ExpectedOwner };
        try
        {
            var isGone = true;
            var found = await _cleanUp.CallAsync(key, (s3, token) => s3.ListMultipartUploadsAsync(request, token)).ConfigureAwait(false);
            foreach (var upload in (found?.MultipartUploads ?? []).Where(upload => upload.Key == key && upload.UploadId != keptId))
            {
                isGone &= await RemoveAsync(key, upload.UploadId).ConfigureAwait(false);
            }

            return isGone;
        }
        catch (S3StoreException failure)
        {
            if (!isPrecaution)
            {
                logger.UploadLeftBehind(failure, key, UnknownId);
            }

            return false;
        }
    }

    /// <returns>Whether it is gone.</returns>
    internal async Task<bool> RemoveAsync(string key, string uploadId)
    {
        try
        {
            await RequireGoneAsync(key, uploadId).ConfigureAwait(false);
            return true;
        }
        catch (S3StoreException failure)
        {
            logger.UploadLeftBehind(failure, key, uploadId);
            return false;
        }
    }

    /// <summary>The same for one who asked for it, and must see that it failed.</summary>
    /// <exception cref="S3StoreException">It is not gone.</exception>
    internal async Task RequireGoneAsync(string key, string uploadId)
    {
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            if (await AbortAsync(key, uploadId).ConfigureAwait(false))
            {
                logger.UploadAborted(key);
                return;
            }

            await _cleanUp.WaitAsync(Pause * attempt).ConfigureAwait(false);
        }

        throw new S3StoreException($"The multipart upload is still there after {Attempts} aborts, key {key}: its parts go on arriving. Abort it again later.") { Key = key, IsTransient = true };
    }

    // A part that arrives during the abort can outlive it: "verify with ListParts" (Amazon S3 API reference, AbortMultipartUpload).
    private async Task<bool> AbortAsync(string key, string uploadId)
    {
        var abort = new AbortMultipartUploadRequest { BucketName = caller.Name, Key = key, UploadId = uploadId, ExpectedBucketOwner = caller.ExpectedOwner };
        try
        {
            await _cleanUp.CallAsync(key, (s3, token) => s3.AbortMultipartUploadAsync(abort, token)).ConfigureAwait(false);
        }
        catch (S3StoreException gone) when (gone.StatusCode is HttpStatusCode.NotFound)
        {
            return true;
        }

        return await IsGoneAsync(key, uploadId).ConfigureAwait(false);
    }

    private async Task<bool> IsGoneAsync(string key, string uploadId)
    {
        var list = new ListPartsRequest { BucketName = caller.Name, Key = key, UploadId = uploadId, MaxParts = 1, ExpectedBucketOwner = caller.ExpectedOwner };
        try
        {
            return await _cleanUp.CallAsync(key, (s3, token) => s3.ListPartsAsync(list, token)).ConfigureAwait(false) is null;
        }
        catch (S3StoreException refused) when (refused.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.NotImplemented)
        {
            // Not there any more; or these credentials may not look, or the store cannot, and the abort's own answer must do.
            return true;
        }
    }
}
