using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Writing;

/// <summary>
/// Starts a multipart upload. No attempt is given up half way: with its answer the upload's id would be lost, and the upload left behind.
/// Where an answer was lost all the same, or may have been lost within a client of the app's own, what it may have started is looked for by
/// its key.
/// </summary>
internal sealed class MultipartStart(S3Caller caller, ObjectKey key, ObjectHeaders headers, ILogger logger)
{
    /// <summary>Whether every part will bring its CRC32. Default: yes.</summary>
    internal bool PartsHaveChecksums { get; init; } = true;

    /// <returns>The upload's id.</returns>
    internal async Task<string> CreateAsync(CancellationToken cancellationToken)
    {
        var isOpen = false;
        try
        {
            var uploadId = await caller.StartAsync(key.Value, CreateOnceAsync, failure => isOpen |= UploadVerifier.IsOpen(failure), cancellationToken).ConfigureAwait(false);
            if (isOpen || caller.MayHideAttempts)
            {
                await new MultipartCleanup(caller, logger).RemoveOfKeyAsync(key.Value, uploadId, isPrecaution: !isOpen).ConfigureAwait(false);
            }

            return uploadId;
        }
        catch (Exception failure) when (isOpen)
        {
            if (!await new MultipartCleanup(caller, logger).RemoveOfKeyAsync(key.Value).ConfigureAwait(false))
            {
                LeftOver.Name(failure, MultipartCleanup.UnknownId);
            }

            throw;
        }
    }

    private async Task<string> CreateOnceAsync(IAmazonS3 s3, CancellationToken token)
    {
        var request = new InitiateMultipartUploadRequest
        {
            BucketName = caller.Name,
            Key = key.Value,
            ChecksumAlgorithm = PartsHaveChecksums ? ChecksumAlgorithm.CRC32 : null,
            ChecksumType = PartsHaveChecksums ? ChecksumType.FULL_OBJECT : null,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        headers.ApplyTo(request);
        var response = await s3.InitiateMultipartUploadAsync(request, token).ConfigureAwait(false);
        return response?.UploadId is { Length: > 0 } uploadId
            ? uploadId
            : throw new S3StoreException($"The store started no multipart upload, key {key.Value}: its answer names none. Try again.") { Key = key.Value, IsTransient = true, IsDamage = true };
    }
}
