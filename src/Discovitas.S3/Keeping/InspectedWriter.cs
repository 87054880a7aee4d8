using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Inspecting;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Keeping;

/// <summary>
/// Writes objects that are kept only if the inspectors agree: below the pending prefix, where no client can change
/// them, and from there to their final key. Without inspectors an object is written to its final key at once.
/// </summary>
internal sealed class InspectedWriter(
    ObjectWriter writer, S3Caller caller, ObjectAddresses addresses, UploadInspection inspection)
{
    private readonly ObjectCopier _copier = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <summary>Gets a value indicating whether files are inspected.</summary>
    internal bool Inspects => inspection.IsNeeded;

    /// <exception cref="UploadRejectedException">An inspector rejects the file; nothing is stored.</exception>
    /// <exception cref="UploadInspectionException">The file could not be inspected; nothing is stored.</exception>
    /// <exception cref="S3StoreException">The store returned an error or failed; nothing is stored.</exception>
    internal async Task<WrittenObject> WriteAsync(
        Upload upload, Part first, FileUploadRequest request, CancellationToken cancellationToken)
    {
        if (request.Pending || !inspection.IsNeeded)
        {
            return await writer.WriteAsync(upload, first, cancellationToken).ConfigureAwait(false);
        }

        var place = addresses.PendingKey(upload.Key);
        var pending = upload with { Key = place, Headers = upload.Headers.WithoutTags(), MayBeRemoved = false };
        var written = await writer.WriteAsync(pending, first, cancellationToken).ConfigureAwait(false);
        try
        {
            var inspected = new InspectedObject(pending.Key, written.ETag, written.Size, upload.Key)
            {
                ContentType = upload.Headers.ContentType,
                FileName = request.FileName,
                Metadata = request.Metadata,
            };
            await inspection.RequireAsync(inspected, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            var kept = await KeepAsync(pending, upload, written).ConfigureAwait(false);
            await _cleanup.RemoveAsync(pending.Key).ConfigureAwait(false);
            return kept;
        }
        catch (Exception failure)
        {
            await _cleanup.RemoveAsync(pending.Key, failure).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<WrittenObject> KeepAsync(Upload pending, Upload kept, WrittenObject written)
    {
        try
        {
            var copy = new ObjectCopy(pending.Key, written.ETag, written.Size, kept.Key, kept.Headers)
            {
                MayBeRemoved = kept.MayBeRemoved,
            };
            return written with { ETag = await _copier.CopyAsync(copy).ConfigureAwait(false) };
        }
        catch (S3StoreException failure)
            when (failure.Doubt is not Doubt.None || caller.MayHideAttempts)
        {
            // The store may have made the copy, or make it yet.
            await _cleanup.RemoveLateAsync(kept.Key, failure).ConfigureAwait(false);
            throw;
        }
    }
}
