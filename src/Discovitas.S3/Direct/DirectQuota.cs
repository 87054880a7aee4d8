using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Quotas;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Checks the quota of a direct upload's folder: when a client asks for the upload, and again when the file is there,
/// since others may have filled the folder meanwhile.
/// </summary>
internal sealed class DirectQuota(DirectContext context, FolderQuotas quotas)
{
    private readonly ObjectHead _head = new(context.Caller);

    /// <summary>Makes sure that a file fits now. Nothing is reserved, since the client may never send it.</summary>
    /// <exception cref="UploadRejectedException">It does not fit.</exception>
    internal async Task RequireAsync(
        DirectUploadPlan plan, DirectUploadRequest request, CancellationToken cancellationToken)
    {
        if (request.FolderQuota is { } quota)
        {
            var size = request.Size ?? 0;
            var claim = new QuotaClaim(plan.Key, quota, size, size);
            (await quotas.ReserveAsync(claim, cancellationToken).ConfigureAwait(false)).Dispose();
        }
    }

    /// <summary>Reserves room for a file that was sent, until the reservation is disposed.</summary>
    /// <returns>Null if there is no quota, or nothing that could be stored now.</returns>
    /// <exception cref="UploadRejectedException">It does not fit, and is removed.</exception>
    internal async Task<QuotaReservation?> ReserveAsync(Completion completion, CancellationToken cancellationToken)
    {
        var (key, ticket) = (completion.Key, completion.Ticket);
        if (ticket.FolderQuota is not { } quota
            || await _head.GetAsync(key, cancellationToken).ConfigureAwait(false) is not null
            || await SentAsync(key, ticket, cancellationToken).ConfigureAwait(false) is not { } size)
        {
            return null;
        }

        try
        {
            var claim = new QuotaClaim(key, quota, size, size);
            return await quotas.ReserveAsync(claim, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadRejectedException rejection)
        {
            await RemoveAsync(key, ticket, rejection).ConfigureAwait(false);
            throw;
        }
    }

    // Returns how many bytes the client has sent; null if there is no file, or it is not known.
    private async Task<long?> SentAsync(
        ObjectKey key, DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        var place = PlaceOf(key, ticket);
        if (ticket.UploadId is { } uploadId
            && await SentInPartsAsync(place, uploadId, cancellationToken).ConfigureAwait(false) is { } size)
        {
            return size;
        }

        // Parts that were completed, but not kept since their inspection failed, are an object.
        var found = await _head.GetAsync(place, cancellationToken).ConfigureAwait(false);
        return found?.ContentLength;
    }

    private async Task<long?> SentInPartsAsync(ObjectKey place, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            var size = 0L;
            var parts = new PartListing(context.Caller).ListAsync(place.Value, uploadId, cancellationToken);
            await foreach (var part in parts.ConfigureAwait(false))
            {
                size += part.Size ?? 0;
            }

            return size;
        }
        catch (S3StoreException missing) when (missing.IsMissing)
        {
            return null;
        }
    }

    private async Task RemoveAsync(ObjectKey key, DirectUploadTicket ticket, UploadRejectedException rejection)
    {
        var place = PlaceOf(key, ticket);
        if (ticket.UploadId is { } uploadId)
        {
            await new MultipartCleanup(context.Caller, rejection).RemoveAsync(place, uploadId).ConfigureAwait(false);
        }

        if (place == Pending(key))
        {
            await new ObjectCleanup(context.Caller).RemoveAsync(place, rejection).ConfigureAwait(false);
        }
    }

    // Where the bytes arrive. Parts of a file that is not inspected become an object at the file's own key.
    private ObjectKey PlaceOf(ObjectKey key, DirectUploadTicket ticket) =>
        ticket.UploadId is null || context.Copies.AreNeeded ? Pending(key) : key;

    private ObjectKey Pending(ObjectKey key) => context.Addresses.PendingKey(key);
}
