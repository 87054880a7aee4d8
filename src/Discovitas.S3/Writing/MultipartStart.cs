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
    private StartDoubt _doubt;

    /// <summary>Gets a value indicating whether every part will be sent with its CRC-32. The default is true.</summary>
    internal bool PartsHaveChecksums { get; init; } = true;

    /// <summary>Starts the upload.</summary>
    internal async Task<StartedUpload> CreateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (uploadId, isFromNetwork) = await caller.StartAsync(
                key.Value, CreateOnceAsync, Doubt, cancellationToken).ConfigureAwait(false);
            if (caller.MayHideAttempts && isFromNetwork)
            {
                Doubt(StartDoubt.MayBeHidden);
            }

            return new StartedUpload(uploadId, RemoveOthersAsync(uploadId, failure: null));
        }
        catch (Exception failure)
        {
            if (caller.MayHideAttempts && failure is S3StoreException)
            {
                Doubt(StartDoubt.MayBeHidden);
            }

            await RemoveOthersAsync(keptId: null, failure).ConfigureAwait(false);
            throw;
        }
    }

    private void Doubt(S3StoreException failure) => Doubt(
        !Outcome.IsOpen(failure) ? StartDoubt.None
            : Outcome.MayComeLate(failure) ? StartDoubt.MayComeLate
            : StartDoubt.IsOpen);

    private void Doubt(StartDoubt doubt) => _doubt = _doubt > doubt ? _doubt : doubt;

    private Task<bool> RemoveOthersAsync(string? keptId, Exception? failure) => _doubt is StartDoubt.None
        ? Task.FromResult(true)
        : new MultipartCleanup(caller, failure).RemoveUnknownAsync(key, keptId, _doubt);

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
