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
internal sealed partial class UploadVerifier(S3Caller caller)
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

    // A store without checksums returns none. For a composite one ("…-3"), the parts have been compared before.
    private static bool Agrees(string? echoed, string crc32) =>
        string.IsNullOrEmpty(echoed) || echoed.Contains('-', StringComparison.Ordinal) || echoed == crc32;
}
