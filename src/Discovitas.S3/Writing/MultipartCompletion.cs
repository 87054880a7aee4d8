using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Objects;
using Discovitas.S3.Text;

namespace Discovitas.S3.Writing;

/// <summary>
/// Makes the one CompleteMultipartUpload call. A failure does not always mean that the object is not stored: an earlier
/// attempt, whose response was lost, may have completed the upload.
/// </summary>
internal sealed class MultipartCompletion(S3Caller caller, UploadVerifier verifier)
{
    /// <summary>Completes the upload and returns the object's ETag.</summary>
    /// <param name="upload">The upload to complete.</param>
    /// <param name="findAsync">
    /// Looks for the object after a failure that leaves open whether it is stored, and returns its ETag or null.
    /// </param>
    /// <exception cref="S3StoreException">The object is not stored, or this could not be determined.</exception>
    internal async Task<string> CompleteAsync(CompleteParts upload, Func<S3StoreException, Task<string?>> findAsync)
    {
        var request = Request(upload);
        try
        {
            var response = await caller.CommitAsync(
                upload.Key.Value,
                async (client, token) =>
                {
                    var answer = await client.CompleteMultipartUploadAsync(request, token).ConfigureAwait(false);
                    verifier.VerifyComplete(answer, upload.Key);
                    return answer;
                }).ConfigureAwait(false);
            await verifier.RequireChecksumAsync(response, upload.Key, upload.Crc32).ConfigureAwait(false);
            return response?.ETag ?? "";
        }
        catch (S3StoreException failure)
            when (!failure.HoldsOtherBytes
                && (failure.Doubt is not Doubt.None || failure.IsMissing || caller.MayHideAttempts))
        {
            // A missing upload was most likely completed; and with a client that hides attempts, the last error says
            // nothing about the attempts before.
            if (await findAsync(failure).ConfigureAwait(false) is { } etag)
            {
                return etag;
            }

            throw;
        }
    }

    private CompleteMultipartUploadRequest Request(CompleteParts upload)
    {
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = caller.Bucket,
            Key = upload.Key.Value,
            UploadId = upload.UploadId,
            PartETags = upload.Parts,
            MpuObjectSize = upload.Size,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        if (upload.Crc32 is { } crc32)
        {
            request.ChecksumCRC32 = Crc32Value.ToBase64(crc32);
            request.ChecksumType = Amazon.S3.ChecksumType.FULL_OBJECT;
        }

        return request;
    }
}
