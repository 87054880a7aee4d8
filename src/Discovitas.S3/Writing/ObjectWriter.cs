using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;

namespace Discovitas.S3.Writing;

/// <summary>
/// The one writer: content that ends within the first part is one PutObject; any other is a multipart upload that
/// starts with that part.
/// </summary>
internal sealed class ObjectWriter(S3Caller caller, int parallelism)
{
    private readonly UploadVerifier _verifier = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <exception cref="S3StoreException">The store returned an error or failed; nothing is stored.</exception>
    internal Task<WrittenObject> WriteAsync(Upload upload, Part first, CancellationToken cancellationToken) =>
        first.IsLast
            ? PutAsync(upload, first, cancellationToken)
            : new MultipartUpload(caller, _verifier, upload).WriteAsync(first, parallelism, cancellationToken);

    private async Task<WrittenObject> PutAsync(Upload upload, Part part, CancellationToken cancellationToken)
    {
        using (part)
        {
            var body = new PartStream(part, upload.Progress);
            var expected = new WrittenObject(part.Length, "", part.Crc32, 1);
            try
            {
                var stored = await SendAsync(upload, part, body, cancellationToken).ConfigureAwait(false);
                var written = expected with { ETag = stored.ETag };
                if (stored.IsDoubtful)
                {
                    await _verifier.RequireSameAsync(upload.Key, written).ConfigureAwait(false);
                }

                return written;
            }
            catch (OperationCanceledException cancellation)
                when (body.IsSent || IsHidden(body))
            {
                // Cancelled as the last byte was sent, or in the pause after an attempt that got no response.
                await _cleanup.RemoveLateAsync(upload.Key, cancellation).ConfigureAwait(false);
                throw;
            }
            catch (S3StoreException failure) when (MayBeStored(body, failure))
            {
                if (IsHidden(body) && body.IsSentAgain)
                {
                    // The client has sent everything before, and kept to itself what became of that.
                    failure.Doubt = Doubt.MayComeLate;
                }

                if (await _verifier.FindAsync(upload.Key, expected, failure).ConfigureAwait(false) is { } found)
                {
                    return found;
                }

                throw;
            }
        }
    }

    private bool MayBeStored(PartStream body, S3StoreException failure) =>
        !failure.HoldsOtherBytes
            && (IsHidden(body) || (body.IsSent && (body.IsSentAgain || failure.Doubt is not Doubt.None)));

    // A client that hides attempts may also send the bytes from a buffer of its own.
    private bool IsHidden(PartStream body) => caller.MayHideAttempts && body.IsRead;

    private Task<StoredPart> SendAsync(
        Upload upload, Part part, PartStream body, CancellationToken cancellationToken) =>
        caller.SendObjectAsync(
            upload.Key.Value,
            body,
            async (client, token) =>
            {
                var response = await client.PutObjectAsync(Request(upload, part, body), token).ConfigureAwait(false);
                return await VerifyAsync(response, part, upload.Key).ConfigureAwait(false);
            },
            cancellationToken);

    // Bytes that differ from those sent must not remain.
    private async ValueTask<StoredPart> VerifyAsync(PutObjectResponse? response, Part part, ObjectKey key)
    {
        try
        {
            return _verifier.VerifyPut(response, part, key);
        }
        catch (S3StoreException other) when (other.HoldsOtherBytes)
        {
            await _cleanup.RemoveAsync(key, other).ConfigureAwait(false);
            throw;
        }
    }

    private PutObjectRequest Request(Upload upload, Part part, PartStream body)
    {
        var request = new PutObjectRequest
        {
            BucketName = caller.Bucket,
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
