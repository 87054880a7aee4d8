using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;
using Discovitas.S3.Storage;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Writing;

/// <summary>
/// The one writer: the content ends within the first part, one PutObject; it does not, a multipart upload that starts with that part.
/// </summary>
internal sealed class ObjectWriter(Bucket bucket, int parallelism, ILogger logger)
{
    private readonly Verdict _verdict = new(bucket, logger);

    /// <exception cref="S3UploadException">The store refused or failed; nothing is stored.</exception>
    internal async Task<WrittenObject> WriteAsync(Upload upload, CancellationToken cancellationToken)
    {
        var first = await upload.Parts.NextAsync(cancellationToken).ConfigureAwait(false);
        var written = first.IsLast
            ? await PutAsync(upload, first, cancellationToken).ConfigureAwait(false)
            : await new MultipartUpload(bucket, _verdict, upload, logger)
                .WriteAsync(first, parallelism, cancellationToken).ConfigureAwait(false);
        upload.Progress?.Finish(written.Size);
        return written;
    }

    private async Task<WrittenObject> PutAsync(Upload upload, Part part, CancellationToken cancellationToken)
    {
        using (part)
        {
            var body = new PartStream(part, upload.Progress);
            var expected = new WrittenObject(part.Length, "", part.Crc32, 1);
            try
            {
                var stored = await bucket.SendObjectAsync(upload.Key.Value, body, (s3, token) => PutOnceAsync(s3, upload, part, body, token), cancellationToken).ConfigureAwait(false);
                return await ProvenAsync(upload.Key, expected with { ETag = stored.ETag }, stored.IsDoubtful).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (body.IsSent)
            {
                // Cancelled at the moment when the last byte went out, or while an attempt without an answer was to be made again.
                await _verdict.RemoveAsync(upload.Key).ConfigureAwait(false);
                throw;
            }
            catch (S3UploadException failure) when (body.IsSent && !failure.HoldsOtherBytes && (body.IsSentAgain || Verdict.IsOpen(failure)))
            {
                if (await _verdict.FindAsync(upload.Key, expected, failure).ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                throw;
            }
        }
    }

    private async Task<StoredPart> PutOnceAsync(IAmazonS3 s3, Upload upload, Part part, PartStream body, CancellationToken token)
    {
        var response = await s3.PutObjectAsync(PutRequest(upload, part, body), token).ConfigureAwait(false);
        try
        {
            return _verdict.OfPut(response, part, upload.Key);
        }
        catch (S3UploadException other) when (other.HoldsOtherBytes)
        {
            await _verdict.RemoveAsync(upload.Key).ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask<WrittenObject> ProvenAsync(ObjectKey key, WrittenObject written, bool isDoubtful)
    {
        if (isDoubtful)
        {
            await _verdict.RequireSameAsync(key, written).ConfigureAwait(false);
        }

        return written;
    }

    private PutObjectRequest PutRequest(Upload upload, Part part, PartStream body)
    {
        var request = new PutObjectRequest
        {
            BucketName = bucket.Name,
            Key = upload.Key.Value,
            InputStream = body,
            AutoCloseStream = false,
            AutoResetStreamPosition = false,
            UseChunkEncoding = false,
            DisablePayloadSigning = !bucket.SignsPayload,
            ChecksumCRC32 = Crc32Value.ToBase64(part.Crc32),
            ExpectedBucketOwner = bucket.ExpectedOwner,
        };
        upload.Headers.ApplyTo(request);
        return request;
    }
}
