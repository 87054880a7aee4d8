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
        var isOpen = false;
        var request = Request(upload);
        try
        {
            return await caller.CommitAsync(
                upload.Key.Value,
                async (client, token) => verifier.VerifyComplete(
                    await client.CompleteMultipartUploadAsync(request, token).ConfigureAwait(false), upload.Key),
                failure => isOpen |= UploadVerifier.IsOpen(failure)).ConfigureAwait(false);
        }
        catch (S3StoreException failure) when (isOpen || failure.IsMissing)
        {
            // A missing upload was most likely completed; after any open failure, the last error says nothing about the
            // attempt before.
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
