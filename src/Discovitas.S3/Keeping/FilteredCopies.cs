using Discovitas.S3.Client;
using Discovitas.S3.Filtering;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Reading;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Keeping;

/// <summary>
/// Copies objects through the store's filters: they are read and written anew, since a copy by the store itself would
/// have the bytes that were received.
/// </summary>
internal sealed class FilteredCopies(S3Caller caller, FilterList filters, ObjectWriter writer, PartPlan plan)
{
    private const int PieceSize = 16 * 1024;

    private readonly ObjectReader _reader = new(caller);

    /// <summary>Gets a value indicating whether the store has filters.</summary>
    internal bool AreNeeded { get; } = !filters.IsEmpty;

    /// <inheritdoc cref="FilterList.RequireFor"/>
    internal void RequireFor(ImageRules? rules) => filters.RequireFor(rules);

    /// <summary>Writes what the filters make of the source of a copy.</summary>
    /// <exception cref="UploadRejectedException">A filter rejects the file; nothing is written.</exception>
    /// <exception cref="S3StoreException">The store returned an error or failed; nothing is written.</exception>
    internal async Task<WrittenObject> WriteAsync(
        ObjectCopy copy, FilteredFile file, CancellationToken cancellationToken)
    {
        var source = await _reader.OpenAsync(copy.Source, copy.ETag, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            // The object was checked when it was received: as it is stored it may have any size.
            var unlimited = plan with { MaxFileSize = PartPlan.MaxObjectSize };
            using var parts = filters.Read(file, new ContentSource(source.Content, source.Length), unlimited);
            try
            {
                var first = await parts.NextAsync(cancellationToken).ConfigureAwait(false);
                return await writer
                    .WriteAsync(new Upload(copy.Target, copy.Headers, parts, null), first, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (UploadRejectedException cut) when (cut.Reason is UploadRejectionReason.LengthMismatch)
            {
                // It is not the sender who has sent less.
                throw caller.Failures.From(cut, copy.Source.Value, timedOut: false);
            }
        }
    }

    /// <summary>
    /// Returns what a kept object tells about its picture; null if it is none. It may have been kept before there were
    /// filters, so it counts as cleaned only if they find nothing to remove.
    /// </summary>
    /// <param name="key">The object's key.</param>
    /// <param name="file">The file, for filters.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="S3StoreException">The store returned an error or failed.</exception>
    internal async Task<ImageInfo?> DescribeAsync(
        ObjectKey key, FilteredFile file, CancellationToken cancellationToken)
    {
        if (!AreNeeded)
        {
            return null;
        }

        var source = await _reader.OpenAsync(key, 0, null, cancellationToken).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            using var kept = new HashedStream(source.Content);
            using var content = new HashedStream(filters.Open(
                file, new ReceivedStream(new ContentSource(kept, source.Length), long.MaxValue)));
            var isRead = await TryReadAsync(content, file, cancellationToken).ConfigureAwait(false);
            var isCleaned = file.Image is { IsCleaned: true } && isRead && kept.HasSameBytes(content);
            return file.Image is null ? null : file.Image with { IsCleaned = isCleaned };
        }
    }

    // Up to the end, or until it is known that the picture is not cleaned.
    private static async Task<bool> TryReadAsync(Stream content, FilteredFile file, CancellationToken cancellationToken)
    {
        var piece = new byte[PieceSize];
        try
        {
            while (file.Image is not { IsCleaned: false })
            {
                if (await content.ReadAsync(piece, cancellationToken).ConfigureAwait(false) == 0)
                {
                    return true;
                }
            }
        }
        catch (UploadRejectedException)
        {
            // The file was kept under other rules, and stays.
        }

        return false;
    }
}
