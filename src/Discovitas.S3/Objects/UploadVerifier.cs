using Amazon.Runtime;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;
using Discovitas.S3.Text;

namespace Discovitas.S3.Objects;

/// <summary>
/// Verifies that the store holds exactly the bytes that were sent. The SDK's success or failure does not show that: a
/// 200 may have an error in its body or no ETag, and after a lost response the object may be stored.
/// </summary>
internal sealed class UploadVerifier(S3Caller caller)
{
    private readonly ObjectReader _reader = new(caller);
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <exception cref="S3StoreException">The response does not prove that the bytes are stored.</exception>
    internal StoredPart VerifyPut(PutObjectResponse? response, Part part, ObjectKey key)
    {
        var receipt = new StoreReceipt(response?.ETag, response?.ChecksumCRC32);
        return Verify(response, receipt, part, key);
    }

    /// <inheritdoc cref="VerifyPut"/>
    internal StoredPart VerifyPart(UploadPartResponse? response, Part part, ObjectKey key)
    {
        var receipt = new StoreReceipt(response?.ETag, response?.ChecksumCRC32);
        return Verify(response, receipt, part, key);
    }

    /// <inheritdoc cref="VerifyPut"/>
    internal void VerifyComplete(CompleteMultipartUploadResponse? response, ObjectKey key)
    {
        if (StoreReply.IsFromNetwork(response) && string.IsNullOrEmpty(response!.ETag))
        {
            throw caller.Failures.NoETag(response, key.Value);
        }
    }

    /// <summary>Compares the checksum that the store returns for the whole object with that of the bytes.</summary>
    /// <exception cref="S3StoreException">They differ; the object is removed.</exception>
    internal async Task RequireChecksumAsync(
        CompleteMultipartUploadResponse? response, ObjectKey key, uint? crc32)
    {
        if (crc32 is { } expected && !Agrees(response?.ChecksumCRC32, Crc32Value.ToBase64(expected)))
        {
            var other = caller.Failures.OtherBytes("the checksum of the whole differs", key.Value, response);
            await _cleanup.RemoveAsync(key, other).ConfigureAwait(false);
            throw other;
        }
    }

    /// <summary>
    /// Looks for the object after a failure; returns null if it is missing, or holds other bytes and is removed. Nobody
    /// else can have written it, because the key is a new UUID.
    /// </summary>
    /// <exception cref="S3StoreException">It could not be determined whether the object is stored.</exception>
    internal async Task<WrittenObject?> FindAsync(ObjectKey key, WrittenObject expected, S3StoreException failure)
    {
        try
        {
            if (await LookAsync(key, failure).ConfigureAwait(false) is not { } found)
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
            throw StillOpen(failure, key);
        }

        await _cleanup.RemoveAsync(key, failure).ConfigureAwait(false);
        return null;
    }

    /// <summary>
    /// Looks for the object after a failure, whatever its bytes; returns its ETag, or null if it is missing.
    /// </summary>
    /// <inheritdoc cref="FindAsync"/>
    internal async Task<string?> FindAnyAsync(ObjectKey key, S3StoreException failure)
    {
        try
        {
            var found = await LookAsync(key, failure).ConfigureAwait(false);
            return found is null ? null : found.ETag ?? "";
        }
        catch (S3StoreException)
        {
            throw StillOpen(failure, key);
        }
    }

    // A store may carry out late what it has received, so one look does not suffice where nobody knows.
    private async Task<GetObjectMetadataResponse?> LookAsync(ObjectKey key, S3StoreException failure)
    {
        var calls = caller.CleanUp(failure);
        foreach (var pause in failure.Doubt is Doubt.None ? [TimeSpan.Zero] : CleanUpCalls.Looks)
        {
            await calls.WaitAsync(pause).ConfigureAwait(false);
            if (await _head.GetAfterFailureAsync(key, calls).ConfigureAwait(false) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>
    /// Reads back an object that no checksum in the store's answers has verified: either its bytes were damaged, or
    /// this store returns no checksums and its ETags are not MD5 hashes.
    /// </summary>
    /// <exception cref="S3StoreException">The object holds other bytes or could not be read; it is removed.</exception>
    internal async Task RequireSameAsync(ObjectKey key, WrittenObject expected)
    {
        var same = false;
        S3StoreException? unread = null;
        try
        {
            same = await _reader.Crc32Async(key).ConfigureAwait(false) == expected.Crc32;
        }
        catch (S3StoreException failure)
        {
            unread = failure;
        }

        if (!same)
        {
            var other = caller.Failures.OtherBytes(
                "its ETag is not the MD5 of what was sent, and reading it back did not verify it",
                key.Value,
                cause: unread);
            await _cleanup.RemoveAsync(key, other).ConfigureAwait(false);
            throw other;
        }
    }

    private StoredPart Verify(AmazonWebServiceResponse? response, StoreReceipt receipt, Part part, ObjectKey key)
    {
        if (!StoreReply.IsFromNetwork(response))
        {
            return new StoredPart(receipt.ETag ?? "", IsDoubtful: false);
        }

        if (string.IsNullOrEmpty(receipt.ETag))
        {
            throw caller.Failures.NoETag(response!, key.Value);
        }

        if (!Agrees(receipt.Crc32, part.Crc32Text))
        {
            throw caller.Failures.OtherBytes("its checksum differs", key.Value, response);
        }

        // Not every store verifies the SHA-256 that is signed over http.
        return new StoredPart(receipt.ETag, IsDoubtful: !receipt.HasChecksum && !receipt.HasMd5(part.Md5()));
    }

    // Without a checksum in the response nothing is verified yet.
    private async ValueTask<bool> HoldsAsync(ObjectKey key, GetObjectMetadataResponse found, WrittenObject expected) =>
        StoreReply.IsFromNetwork(found)
            && (string.IsNullOrEmpty(found.ChecksumCRC32)
                || found.ChecksumCRC32.Contains('-', StringComparison.Ordinal))
            ? await _reader.Crc32Async(key).ConfigureAwait(false) == expected.Crc32
            : Agrees(found.ChecksumCRC32, Crc32Value.ToBase64(expected.Crc32));

    private static S3StoreException StillOpen(S3StoreException failure, ObjectKey key)
    {
        RemainingItems.NameObject(failure, key.Value);
        return failure.With("It is not known whether the file was stored.");
    }

    // A store without checksums returns none. For a composite one ("…-3"), the parts have been compared before.
    private static bool Agrees(string? echoed, string crc32) =>
        string.IsNullOrEmpty(echoed) || echoed.Contains('-', StringComparison.Ordinal) || echoed == crc32;
}
