using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;
using Discovitas.S3.Text;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Objects;

/// <summary>
/// Whether the object is there with exactly these bytes. The SDK calls success what is none (a 200 with an error in its body, a reply
/// without an ETag), and failure what may be success (a lost reply), so neither is taken at its word.
/// </summary>
internal sealed class UploadVerifier(S3Caller caller, ILogger logger)
{
    private readonly StoredObjects _objects = new(caller);

    /// <exception cref="S3StoreException">The answer is no proof that the bytes are stored.</exception>
    internal StoredPart OfPut(PutObjectResponse? response, Part part, ObjectKey key) =>
        Of(response, new StoreReceipt(response?.ETag, response?.ChecksumCRC32, response?.ServerSideEncryptionMethod), part, key);

    /// <inheritdoc cref="OfPut"/>
    internal StoredPart OfPart(UploadPartResponse? response, Part part, ObjectKey key) =>
        Of(response, new StoreReceipt(response?.ETag, response?.ChecksumCRC32, response?.ServerSideEncryptionMethod), part, key);

    /// <returns>The ETag.</returns>
    /// <inheritdoc cref="OfPut"/>
    internal static string OfComplete(CompleteMultipartUploadResponse? response, ObjectKey key) =>
        IsFromStore(response) && string.IsNullOrEmpty(response!.ETag) ? throw NoProof(response, key) : response?.ETag ?? "";

    /// <summary>
    /// Whether the object may be there although the call failed: no answer came, one that says yes without saying what, or one that the store
    /// gives when it is in trouble itself.
    /// </summary>
    internal static bool IsOpen(S3StoreException failure) =>
        failure.StatusCode is null or < HttpStatusCode.MultipleChoices or >= HttpStatusCode.InternalServerError;

    /// <summary>
    /// Looks whether the object is there after all; null if it is not. The key is a new UUID, so nobody else can have written it.
    /// </summary>
    /// <exception cref="S3StoreException">It could not be found out.</exception>
    internal async Task<WrittenObject?> FindAsync(ObjectKey key, WrittenObject expected, S3StoreException failure)
    {
        try
        {
            var found = await HeadAsync(key).ConfigureAwait(false);
            if (found is null)
            {
                return null;
            }

            if (found.ContentLength == expected.Size && await HoldsAsync(key, found, expected).ConfigureAwait(false))
            {
                return expected with { ETag = found.ETag ?? "" };
            }
        }
        catch (S3StoreException)
        {
            throw new S3StoreException($"{failure.Message} Whether the file was stored all the same could not be found out: look for this key before trying again.", failure.InnerException)
            {
                Key = key.Value,
                ErrorCode = failure.ErrorCode,
                StatusCode = failure.StatusCode,
                RequestId = failure.RequestId,
                IsTransient = failure.IsTransient,
            };
        }

        await RemoveAsync(key).ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// Reads an object back whose ETag is not the MD5 of its bytes: either they were damaged, or this store's ETags are something else.
    /// </summary>
    /// <exception cref="S3StoreException">It holds other bytes, or could not be read; it is removed.</exception>
    internal async Task RequireSameAsync(ObjectKey key, WrittenObject expected)
    {
        var same = false;
        S3StoreException? unread = null;
        try
        {
            same = await _objects.Crc32Async(key).ConfigureAwait(false) == expected.Crc32;
        }
        catch (S3StoreException failure)
        {
            unread = failure;
        }

        if (!same)
        {
            await RemoveAsync(key).ConfigureAwait(false);
            throw OtherBytes("its ETag is not the MD5 of what was sent, and reading it back did not prove it right", key, null, unread);
        }
    }

    /// <summary>Deletes what a failed upload has stored under its key. Never throws: the failure that led here is what the caller must see.</summary>
    internal async Task RemoveAsync(ObjectKey key)
    {
        var request = new DeleteObjectRequest { BucketName = caller.Name, Key = key.Value, ExpectedBucketOwner = caller.ExpectedOwner };
        try
        {
            await caller.CleanUp().CallAsync(key.Value, (s3, token) => s3.DeleteObjectAsync(request, token)).ConfigureAwait(false);
        }
        catch (S3StoreException failure)
        {
            logger.ObjectLeftBehind(failure, key.Value);
        }
    }

    /// <summary>What is stored under the key, by whomever; null if nothing is.</summary>
    /// <exception cref="S3StoreException">It could not be found out.</exception>
    internal Task<GetObjectMetadataResponse?> LookAsync(ObjectKey key, CancellationToken cancellationToken) =>
        OrMissingAsync(caller.CallAsync(key.Value, Head(key), cancellationToken));

    /// <summary>The same after a failure, independent of the caller's token.</summary>
    internal Task<GetObjectMetadataResponse?> HeadAsync(ObjectKey key) => OrMissingAsync(caller.CleanUp().CallAsync(key.Value, Head(key)));

    private Func<IAmazonS3, CancellationToken, Task<GetObjectMetadataResponse?>> Head(ObjectKey key) => async (s3, token) =>
    {
        var request = new GetObjectMetadataRequest { BucketName = caller.Name, Key = key.Value, ChecksumMode = ChecksumMode.ENABLED, ExpectedBucketOwner = caller.ExpectedOwner };

        // A page of something in between also says 200, and would make an object that is there look wrong.
        var found = await s3.GetObjectMetadataAsync(request, token).ConfigureAwait(false);
        return IsFromStore(found) && string.IsNullOrEmpty(found.ETag) ? throw NoProof(found, key) : found;
    };

    private static async Task<GetObjectMetadataResponse?> OrMissingAsync(Task<GetObjectMetadataResponse?> look)
    {
        try
        {
            return await look.ConfigureAwait(false);
        }
        catch (S3StoreException missing) when (missing.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    private StoredPart Of(AmazonWebServiceResponse? response, StoreReceipt receipt, Part part, ObjectKey key)
    {
        if (!IsFromStore(response))
        {
            return new StoredPart(receipt.ETag ?? "", IsDoubtful: false);
        }

        if (string.IsNullOrEmpty(receipt.ETag))
        {
            throw NoProof(response!, key);
        }

        if (!Agrees(receipt.Crc32, part.Crc32Text))
        {
            throw OtherBytes("its checksum differs", key, response);
        }

        // Over http the store has checked the SHA-256 that is signed.
        return new StoredPart(receipt.ETag, IsDoubtful: !receipt.HasChecksum && !caller.SignsPayload && receipt.Md5 is { } md5 && md5 != part.Md5());
    }

    // A store that echoes no checksum and was not sent a signed one has proved nothing yet.
    private async ValueTask<bool> HoldsAsync(ObjectKey key, GetObjectMetadataResponse found, WrittenObject expected) =>
        string.IsNullOrEmpty(found.ChecksumCRC32) && !caller.SignsPayload && IsFromStore(found)
            ? await _objects.Crc32Async(key).ConfigureAwait(false) == expected.Crc32
            : Agrees(found.ChecksumCRC32, Crc32Value.ToBase64(expected.Crc32));

    private static S3StoreException NoProof(AmazonWebServiceResponse response, ObjectKey key) =>
        new($"The store said yes, but gave no ETag, key {key}. That is no proof that the bytes are stored. Try again; if it goes on, look at what stands between the app and the store.")
        {
            Key = key.Value,
            StatusCode = HttpStatusCode.OK,
            RequestId = response.ResponseMetadata.RequestId,
            IsTransient = true,
            IsDamage = true,
        };

    private static S3StoreException OtherBytes(string how, ObjectKey key, AmazonWebServiceResponse? response, Exception? cause = null) =>
        new($"The store holds other bytes than were sent, key {key}: {how}. Try again.", cause)
        {
            Key = key.Value,
            RequestId = response?.ResponseMetadata.RequestId,
            IsTransient = true,
            IsDamage = true,
            HoldsOtherBytes = true,
        };

    // Stores that know no checksums receipt none; of a composite one ("…-3") the parts have been compared already.
    private static bool Agrees(string? echoed, string crc32) =>
        string.IsNullOrEmpty(echoed) || echoed.Contains('-', StringComparison.Ordinal) || echoed == crc32;

    // An answer that came over a wire always has metadata. One without comes from a test's mock, which need not make up an ETag.
    private static bool IsFromStore(AmazonWebServiceResponse? response) => response?.ResponseMetadata is not null;
}
