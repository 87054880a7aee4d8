using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Text;

namespace Discovitas.S3.Objects;

/// <content>Looks for objects after a failure.</content>
internal sealed partial class UploadVerifier
{
    /// <summary>
    /// Looks for the object after a failure; returns null if it is missing, or holds other bytes and is removed. Nobody
    /// else can have written it, because the key is a new UUID.
    /// </summary>
    /// <exception cref="S3StoreException">It could not be determined whether the object is stored.</exception>
    internal async Task<WrittenObject?> FindAsync(
        ObjectKey key, WrittenObject expected, S3StoreException failure)
    {
        try
        {
            if (await LookAsync(key, failure).ConfigureAwait(false) is not { } found)
            {
                return null;
            }

            if (await IsSameAsync(key, found, expected).ConfigureAwait(false))
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

    /// <summary>Returns whether an object holds the expected bytes: by its size, and its CRC-32.</summary>
    /// <exception cref="S3StoreException">The store returns no checksum, and the object could not be read.</exception>
    internal async ValueTask<bool> IsSameAsync(
        ObjectKey key, GetObjectMetadataResponse found, WrittenObject expected) =>
        found.ContentLength == expected.Size && await HoldsAsync(key, found, expected).ConfigureAwait(false);

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
}
