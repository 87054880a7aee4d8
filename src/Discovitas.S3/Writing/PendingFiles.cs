using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Text;

namespace Discovitas.S3.Writing;

/// <summary>
/// Keeps files that this process has stored below the pending prefix. Every step finds both keys from one, and can be
/// repeated.
/// </summary>
internal sealed class PendingFiles(S3Caller caller, ObjectAddresses addresses, S3Settings settings)
{
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectListing _listing = new(caller);
    private readonly ObjectCopier _copier = new(caller);

    /// <summary>Copies a pending file to its final key, and deletes the pending object.</summary>
    /// <exception cref="S3StoreException">The file is neither pending nor kept, or the store failed.</exception>
    internal async Task<StoredFile> KeepAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var kept = addresses.KeptKey(key);
        var pending = addresses.PendingKey(key);
        var found = await _head.GetWithChecksumAsync(kept, cancellationToken).ConfigureAwait(false);
        var isKept = found is null
            ? false
            : await _listing.ConfirmsAsync(kept, found, cancellationToken).ConfigureAwait(false);
        if (isKept is false)
        {
            found = await CopyAsync(pending, kept, cancellationToken).ConfigureAwait(false);
        }

        // An earlier call may have been interrupted before this step. If it fails, the object expires; so it does where
        // nothing but the HEAD shows that the file is kept.
        if (isKept is not null)
        {
            await new ObjectCleanup(caller).RemoveAsync(pending).ConfigureAwait(false);
        }

        return new StoredFile
        {
            Key = kept.Value,
            Url = addresses.PublicUrl(kept),
            Size = found!.ContentLength,
            ContentType = found.Headers.ContentType ?? "",
            ETag = EntityTag.Quoted(found.ETag),
            ChecksumCrc32 = Crc32Value.Whole(found.ChecksumCRC32),
        };
    }

    private async Task<GetObjectMetadataResponse> CopyAsync(
        ObjectKey pending, ObjectKey kept, CancellationToken cancellationToken)
    {
        var size = await TryCopyAsync(pending, kept, cancellationToken).ConfigureAwait(false);
        var found = await _head.GetWithChecksumAsync(kept, CancellationToken.None).ConfigureAwait(false);

        // If nothing is pending, another call may have kept the file meanwhile.
        if (found is null
            || (size is null
                && await _listing.ConfirmsAsync(kept, found, cancellationToken).ConfigureAwait(false) is false))
        {
            throw caller.Failures.NothingPending(kept.Value);
        }

        return size is null || found.ContentLength == size || !StoreReply.IsFromNetwork(found)
            ? found
            : throw caller.Failures.NotFromStore(found, kept.Value);
    }

    // Returns the size; null if nothing is pending.
    private async Task<long?> TryCopyAsync(ObjectKey pending, ObjectKey kept, CancellationToken cancellationToken)
    {
        if (await _head.GetAsync(pending, cancellationToken).ConfigureAwait(false) is not { } source)
        {
            return null;
        }

        // Neither a copy in parts nor one of Ceph 16.2 takes the tags of its source.
        var takesTags = caller.IsAmazon && _copier.CopiesWhole(source.ContentLength);
        var tags = takesTags ? null : await TagsAsync(pending, cancellationToken).ConfigureAwait(false);
        var type = source.Headers.ContentType ?? "";
        var headers = ObjectHeaders.Restore(type, HeadersOf(source), tags, settings);
        var copy = new ObjectCopy(pending, source.ETag, source.ContentLength, kept, headers) { TakesTags = takesTags };
        await _copier.CopyAsync(copy).ConfigureAwait(false);
        return source.ContentLength;
    }

    // Only what this library sets: an object may have more if a client wrote it.
    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(GetObjectMetadataResponse source)
    {
        var headers = source.Metadata.Keys.Select(name => KeyValuePair.Create(name, source.Metadata[name]))
            .Append(KeyValuePair.Create("Cache-Control", source.Headers.CacheControl))
            .Append(KeyValuePair.Create("Content-Disposition", source.Headers.ContentDisposition));
        return headers.Where(header => !string.IsNullOrEmpty(header.Value));
    }

    private async Task<Dictionary<string, string>> TagsAsync(
        ObjectKey key, CancellationToken cancellationToken)
    {
        var request = new GetObjectTaggingRequest
        {
            BucketName = caller.Bucket,
            Key = key.Value,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        var tags = await caller.CallAsync(
            key.Value,
            async (client, token) => caller.Require(
                await client.GetObjectTaggingAsync(request, token).ConfigureAwait(false), key.Value),
            cancellationToken).ConfigureAwait(false);
        return (tags?.Tagging ?? []).ToDictionary(tag => tag.Key, tag => tag.Value);
    }
}
