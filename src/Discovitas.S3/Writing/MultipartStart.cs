using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;

namespace Discovitas.S3.Writing;

/// <summary>
/// Starts a multipart upload. No attempt is cancelled, because the upload's id would be lost with the response. If a
/// response was lost nevertheless, or may have been lost within the app's own client, the upload that it may have
/// started is looked up by its key.
/// </summary>
internal sealed class MultipartStart(S3Caller caller, ObjectKey key, ObjectHeaders headers)
{
    private Doubt _doubt;

    /// <summary>Gets a value indicating whether every part will be sent with its CRC-32. The default is true.</summary>
    internal bool PartsHaveChecksums { get; init; } = true;

    /// <summary>Starts the upload.</summary>
    internal async Task<StartedUpload> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (uploadId, isFromNetwork) = await caller.StartAsync(
                key.Value,
                CreateOnceAsync,
                failure => _doubt = Outcome.Worse(_doubt, Outcome.After(failure)),
                cancellationToken).ConfigureAwait(false);
            return new StartedUpload(uploadId, RemoveOthers(uploadId, isFromNetwork));
        }
        catch (Exception failure)
        {
            var doubt = caller.MayHideAttempts && failure is S3StoreException
                ? Outcome.Worse(_doubt, Doubt.MayBeHidden)
                : _doubt;
            if (doubt is not Doubt.None)
            {
                await new MultipartCleanup(caller, failure).RemoveUnknownAsync(key, keptId: null, doubt)
                    .ConfigureAwait(false);
            }

            throw;
        }
    }

    // Looks at once and beside the upload if anything is known to have gone wrong, else at its end.
    private Func<MultipartCleanup, Task<bool>>? RemoveOthers(string uploadId, bool isFromNetwork)
    {
        if (_doubt is Doubt.None)
        {
            return caller.MayHideAttempts && isFromNetwork
                ? cleanup => cleanup.RemoveUnknownAsync(key, uploadId, Doubt.MayBeHidden)
                : null;
        }

        var removing = new MultipartCleanup(caller).RemoveUnknownAsync(key, uploadId, _doubt);
        return _ => removing;
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
