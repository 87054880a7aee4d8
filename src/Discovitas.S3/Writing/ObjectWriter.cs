using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Writing;

/// <summary>
/// The one writer: the content ends within the first part, one PutObject; it does not, a multipart upload that starts with that part.
/// </summary>
internal sealed class ObjectWriter(S3Caller caller, int parallelism, ILogger logger)
{
    private readonly UploadVerifier _verifier = new(caller, logger);

    /// <exception cref="S3StoreException">The store refused or failed; nothing is stored.</exception>
    internal Task<WrittenObject> WriteAsync(Upload upload, Part first, CancellationToken cancellationToken) => first.IsLast
        ? PutAsync(upload, first, cancellationToken)
        : new MultipartUpload(caller, _verifier, upload, logger).WriteAsync(first, parallelism, cancellationToken);

    private async Task<WrittenObject> PutAsync(Upload upload, Part part, CancellationToken cancellationToken)
    {
        using (part)
        {
            var body = new PartStream(part, upload.Progress);
            var expected = new WrittenObject(part.Length, "", part.Crc32, 1);
            try
            {
                var stored = await caller.SendObjectAsync(
                    upload.Key.Value,
                    body,
                    async (s3, token) => await ProvenAsync(await s3.PutObjectAsync(PutRequest(upload, part, body), token).ConfigureAwait(false), part, upload.Key).ConfigureAwait(false),
                    cancellationToken).ConfigureAwait(false);
                return await KeptAsync(upload.Key, expected with { ETag = stored.ETag }, stored.IsDoubtful).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (body.IsSent)
            {
                // Cancelled at the moment when the last byte went out, or while an attempt without an answer was to be made again.
                await _verifier.RemoveAsync(upload.Key).ConfigureAwait(false);
                throw;
            }
            catch (S3StoreException failure) when (body.IsSent && !failure.HoldsOtherBytes && (body.IsSentAgain || UploadVerifier.IsOpen(failure)))
            {
                if (await _verifier.FindAsync(upload.Key, expected, failure).ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                throw;
            }
        }
    }

    // What the store says it holds instead must not stay.
    private async ValueTask<StoredPart> ProvenAsync(PutObjectResponse? response, Part part, ObjectKey key)
    {
        try
        {
            return _verifier.OfPut(response, part, key);
        }
        catch (S3StoreException other) when (other.HoldsOtherBytes)
        {
            await _verifier.RemoveAsync(key).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<WrittenObject> KeptAsync(ObjectKey key, WrittenObject written, bool isDoubtful)
    {
        if (isDoubtful)
        {
            await _verifier.RequireSameAsync(key, written).ConfigureAwait(false);
        }

        return written;
    }

    private PutObjectRequest PutRequest(Upload upload, Part part, PartStream body)
    {
        var request = new PutObjectRequest
        {
            BucketName = caller.Name,
            Key = upload.Key.Value,
            InputStream = body,
            AutoCloseStream = false,
            AutoResetStreamPosition = false,
            UseChunkEncoding = false,
            DisablePayloadSigning = !caller.SignsPayload,
            ChecksumCRC32 = part.Crc32Text,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        upload.Headers.ApplyTo(request);
        return request;
    }
}
