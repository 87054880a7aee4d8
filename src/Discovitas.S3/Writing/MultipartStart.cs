using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;

namespace Discovitas.S3.Writing;

/// <summary>
/// Starts a multipart upload. No attempt is cancelled, because the upload's id would be lost with the response. If a
/// response was lost nevertheless, or may have been lost within the app's own client, the upload that it may have
/// started is looked up by its key.
/// </summary>
internal sealed class MultipartStart(S3Caller caller, ObjectKey key, ObjectHeaders headers)
{
    /// <summary>Gets a value indicating whether every part will be sent with its CRC-32. The default is true.</summary>
    internal bool PartsHaveChecksums { get; init; } = true;

    /// <summary>Starts the upload and returns its id.</summary>
    internal async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        var isOpen = false;
        try
        {
            var (uploadId, isFromNetwork) = await caller.StartAsync(
                key.Value,
                CreateOnceAsync,
                failure => isOpen |= UploadVerifier.IsOpen(failure),
                cancellationToken).ConfigureAwait(false);
            if (isOpen || (caller.MayHideAttempts && isFromNetwork))
            {
                await new MultipartCleanup(caller).RemoveOthersAsync(key, uploadId, isPrecaution: !isOpen)
                    .ConfigureAwait(false);
            }

            return uploadId;
        }
        catch (Exception failure) when (isOpen || (caller.MayHideAttempts && failure is S3StoreException))
        {
            await new MultipartCleanup(caller).RemoveUnknownAsync(key, failure, isOpen).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<(string UploadId, bool IsFromNetwork)> CreateOnceAsync(IAmazonS3 client, CancellationToken token)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = caller.Bucket,
            Key = key.Value,
            ChecksumAlgorithm = PartsHaveChecksums ? ChecksumAlgorithm.CRC32 : null,
            ChecksumType = PartsHaveChecksums ? ChecksumType.FULL_OBJECT : null,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        headers.ApplyTo(request);
        var response = await client.InitiateMultipartUploadAsync(request, token).ConfigureAwait(false);
        return response?.UploadId is { Length: > 0 } uploadId
            ? (uploadId, StoreReply.IsFromNetwork(response))
            : throw caller.Failures.NoUploadId(key.Value);
    }
}
