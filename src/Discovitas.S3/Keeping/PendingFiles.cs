using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Headers;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Keeping;

/// <summary>
/// Keeps files that this process has stored below the pending prefix. Every step finds both keys from one, and can be
/// repeated.
/// </summary>
internal sealed class PendingFiles(
    S3Caller caller, ObjectAddresses addresses, S3Settings settings, InspectionCopies copies)
{
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectListing _listing = new(caller);
    private readonly ObjectCopier _copier = new(caller);
    private readonly ObjectTagReader _tags = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <summary>Copies a pending file to its final key, and deletes the pending object.</summary>
    /// <exception cref="UploadRejectedException">An inspector rejects the file, which is removed.</exception>
    /// <exception cref="UploadInspectionException">The file could not be inspected, and stays pending.</exception>
    /// <exception cref="S3StoreException">The file is neither pending nor kept, or the store failed.</exception>
    internal async Task<StoredFile> KeepAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var placed = await PlaceAsync(key, cancellationToken).ConfigureAwait(false);

        // An earlier call may have been interrupted before this step. If it fails, the object expires; so it does where
        // nothing but the HEAD shows that the file is kept.
        if (placed.IsProven)
        {
            await _cleanup.RemoveAsync(addresses.PendingKey(key)).ConfigureAwait(false);
        }

        return placed.File;
    }

    /// <summary>Copies a pending file to its final key, unless it is kept already.</summary>
    /// <inheritdoc cref="KeepAsync"/>
    internal async Task<PlacedFile> PlaceAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var kept = addresses.KeptKey(key);
        var found = await _head.GetWithChecksumAsync(kept, cancellationToken).ConfigureAwait(false);
        var isKept = found is null
            ? false
            : await _listing.ConfirmsAsync(kept, found, cancellationToken).ConfigureAwait(false);
        if (isKept is false)
        {
            return await CopyAsync(addresses.PendingKey(key), kept, cancellationToken).ConfigureAwait(false);
        }

        var file = await DescribeAsync(kept, found!, null, cancellationToken).ConfigureAwait(false);
        return new PlacedFile(file, IsOurs: false, isKept is true);
    }

    private async Task<StoredFile> DescribeAsync(
        ObjectKey kept, GetObjectMetadataResponse found, ImageInfo? image, CancellationToken cancellationToken)
    {
        var type = found.Headers.ContentType ?? "";
        var filtered = new FilteredFile { FileName = kept.Name, ContentType = type };
        return new StoredFile
        {
            Key = kept.Value,
            Url = addresses.PublicUrl(kept),
            Size = found.ContentLength,
            ContentType = type,
            ETag = EntityTag.Quoted(found.ETag),
            ChecksumCrc32 = Crc32Value.Whole(found.ChecksumCRC32),
            Image = image ?? await copies.DescribeAsync(kept, filtered, cancellationToken).ConfigureAwait(false),
        };
    }

    private async Task<PlacedFile> CopyAsync(
        ObjectKey pending, ObjectKey kept, CancellationToken cancellationToken)
    {
        var copied = await TryCopyAsync(pending, kept, cancellationToken).ConfigureAwait(false);
        var found = await _head.GetWithChecksumAsync(kept, CancellationToken.None).ConfigureAwait(false);

        // If nothing is pending, another call may have kept the file meanwhile.
        if (found is null
            || (copied is null
                && await _listing.ConfirmsAsync(kept, found, cancellationToken).ConfigureAwait(false) is false))
        {
            throw caller.Failures.NothingPending(kept.Value);
        }

        if (copied is not null && found.ContentLength != copied.Value.Size && StoreReply.IsFromNetwork(found))
        {
            throw caller.Failures.NotFromStore(found, kept.Value);
        }

        var file = await DescribeAsync(kept, found, copied?.Image, cancellationToken).ConfigureAwait(false);
        return new PlacedFile(file, IsOurs: copied is not null, IsProven: true);
    }

    // Returns the size and the picture; null if nothing is pending.
    private async Task<(long Size, ImageInfo? Image)?> TryCopyAsync(
        ObjectKey pending, ObjectKey kept, CancellationToken cancellationToken)
    {
        if (await _head.GetAsync(pending, cancellationToken).ConfigureAwait(false) is not { } source)
        {
            return null;
        }

        // Neither a copy in parts nor one of Ceph 16.2 takes the tags of its source, and a copy that is inspected has
        // none.
        var takesTags = !copies.AreNeeded && caller.IsAmazon && _copier.CopiesWhole(source.ContentLength);
        var tags = takesTags ? null : await _tags.GetAsync(pending, cancellationToken).ConfigureAwait(false);
        var type = source.Headers.ContentType ?? "";
        var headers = ObjectHeaders.Restore(type, ObjectHeaders.Read(source), tags, settings);
        var copy = new ObjectCopy(pending, source.ETag, source.ContentLength, kept, headers) { TakesTags = takesTags };
        if (copies.AreNeeded)
        {
            return await InspectAndCopyAsync(copy, cancellationToken).ConfigureAwait(false);
        }

        await _copier.CopyAsync(copy).ConfigureAwait(false);
        return (source.ContentLength, null);
    }

    // Always on a copy: if the app mistakes a direct upload for a file of its own, a client can change it where it is,
    // and no filter has seen it.
    private async Task<(long Size, ImageInfo? Image)> InspectAndCopyAsync(
        ObjectCopy copy, CancellationToken cancellationToken)
    {
        InspectionCopy? made = null;
        try
        {
            var file = new FilteredFile { FileName = copy.Target.Name, ContentType = copy.Headers.ContentType };
            made = await copies.CreateAsync(copy, file, cancellationToken).ConfigureAwait(false);
            var found = await _head.GetAsync(made.Place, cancellationToken).ConfigureAwait(false)
                ?? throw caller.Failures.NothingPending(copy.Target.Value);
            var inspected = await copies
                .RequireAsync(InspectionCopies.Describe(made.Place, found, copy), copy, cancellationToken)
                .ConfigureAwait(false);
            await _copier.CopyAsync(inspected).ConfigureAwait(false);
            return (inspected.Size, made.Image);
        }
        catch (UploadRejectedException rejection)
        {
            await _cleanup.RemoveAsync(copy.Source, rejection).ConfigureAwait(false);
            throw;
        }
        finally
        {
            if (made is not null)
            {
                await _cleanup.RemoveAsync(made.Place).ConfigureAwait(false);
            }
        }
    }
}
