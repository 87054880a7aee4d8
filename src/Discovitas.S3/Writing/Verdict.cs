using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;
using Discovitas.S3.Storage;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Writing;

/// <summary>
/// Whether the object is there with exactly these bytes. The SDK calls success what is none (a 200 with an error in its body, a reply
/// without an ETag), and failure what may be success (a lost reply), so neither is taken at its word.
/// </summary>
internal sealed class Verdict(Bucket bucket, ILogger logger)
{
    // The client itself retries what did not arrive; what arrives damaged is sent again this often.
    private const int Attempts = 3;

    /// <returns>The ETag.</returns>
    /// <exception cref="S3UploadException">The answer is no proof that the bytes are stored.</exception>
    internal static string OfPut(PutObjectResponse? response, Part part, ObjectKey key) => ETagOf(response, response?.ETag, response?.ChecksumCRC32, part, key);

    /// <inheritdoc cref="OfPut"/>
    internal static string OfPart(UploadPartResponse? response, Part part, ObjectKey key) => ETagOf(response, response?.ETag, response?.ChecksumCRC32, part, key);

    /// <returns>The ETag, or null where the answer does not tell whether the object is there.</returns>
    internal static string? OfComplete(CompleteMultipartUploadResponse? response) => IsFromStore(response) ? NullIfEmpty(response!.ETag) : response?.ETag ?? "";

    /// <summary>
    /// Whether the object may be there although the call failed: no answer came, one that says yes with an error in its body, or one that
    /// the store gives when it is in trouble itself.
    /// </summary>
    internal static bool IsOpen(S3UploadException failure) =>
        failure.StatusCode is null or < HttpStatusCode.MultipleChoices or >= HttpStatusCode.InternalServerError;

    /// <summary>Sends a body, and again where it arrived damaged.</summary>
    internal static async Task<T> SendAsync<T>(Func<Task<T>> send, Action<S3UploadException> onDamage)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (S3UploadException failure) when (failure.IsDamage && attempt < Attempts)
            {
                onDamage(failure);
            }
        }
    }

    /// <summary>
    /// Looks whether the object is there after all; null if it is not. The key is a new UUID, so nobody else can have written it.
    /// </summary>
    /// <exception cref="S3UploadException">It could not be found out.</exception>
    internal async Task<WrittenObject?> FindAsync(ObjectKey key, WrittenObject expected, S3UploadException failure)
    {
        var request = new GetObjectMetadataRequest { BucketName = bucket.Name, Key = key.Value, ChecksumMode = ChecksumMode.ENABLED, ExpectedBucketOwner = bucket.ExpectedOwner };
        GetObjectMetadataResponse? found;
        try
        {
            found = await bucket.CleanUpAsync(key.Value, (s3, token) => s3.GetObjectMetadataAsync(request, token)).ConfigureAwait(false);
        }
        catch (S3UploadException missing) when (missing.StatusCode is HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (S3UploadException)
        {
            throw new S3UploadException($"{failure.Message} Whether the file was stored all the same could not be found out: look for this key before trying again.", failure.InnerException)
            {
                Key = key.Value,
                ErrorCode = failure.ErrorCode,
                StatusCode = failure.StatusCode,
                RequestId = failure.RequestId,
                IsTransient = failure.IsTransient,
            };
        }

        if (found is null || (found.ContentLength == expected.Size && Agrees(found.ChecksumCRC32, expected.Crc32)))
        {
            return found is null ? null : expected with { ETag = found.ETag ?? "" };
        }

        await RemoveAsync(key).ConfigureAwait(false);
        return null;
    }

    /// <summary>Deletes what a failed upload has stored under its key. Never throws: the failure that led here is what the caller must see.</summary>
    internal async Task RemoveAsync(ObjectKey key)
    {
        var request = new DeleteObjectRequest { BucketName = bucket.Name, Key = key.Value, ExpectedBucketOwner = bucket.ExpectedOwner };
        try
        {
            await bucket.CleanUpAsync(key.Value, (s3, token) => s3.DeleteObjectAsync(request, token)).ConfigureAwait(false);
        }
        catch (S3UploadException failure)
        {
            logger.ObjectLeftBehind(failure, key.Value);
        }
    }

    private static string ETagOf(AmazonWebServiceResponse? response, string? etag, string? checksum, Part part, ObjectKey key)
    {
        if (!IsFromStore(response))
        {
            return etag ?? "";
        }

        if (string.IsNullOrEmpty(etag))
        {
            throw new S3UploadException($"The store said yes, but gave no ETag, key {key}. That is no proof that the bytes are stored. Try again; if it goes on, look at what stands between the app and the store.")
            {
                Key = key.Value,
                RequestId = response!.ResponseMetadata.RequestId,
                IsTransient = true,
                IsDamage = true,
            };
        }

        return Agrees(checksum, part.Crc32)
            ? etag
            : throw new S3UploadException($"The store holds other bytes than were sent, key {key}: its checksum differs. Try again.")
            {
                Key = key.Value,
                RequestId = response!.ResponseMetadata.RequestId,
                IsTransient = true,
                IsDamage = true,
                HoldsOtherBytes = true,
            };
    }

    // Stores that know no checksums echo none; of a composite one ("…-3") the parts have been compared already.
    private static bool Agrees(string? echoed, uint crc32) =>
        string.IsNullOrEmpty(echoed) || echoed.Contains('-', StringComparison.Ordinal) || echoed == Crc32Value.ToBase64(crc32);

    // An answer that came over a wire always has metadata. One without comes from a test's mock, which need not make up an ETag.
    private static bool IsFromStore(AmazonWebServiceResponse? response) => response?.ResponseMetadata is not null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
