using Discovitas.S3.Keys;
using Discovitas.S3.Quotas;
using Discovitas.S3.Reading;

namespace Discovitas.S3;

/// <content>What a folder may hold.</content>
public partial class S3Service
{
    // A file that fits into one part is read first, so that it is counted with its actual size.
    private async Task<QuotaReservation?> ReserveAsync(
        FileUploadRequest request, ObjectKey key, PartReader parts, CancellationToken cancellationToken)
    {
        if (request.FolderQuota is not { } quota)
        {
            return null;
        }

        var size = parts.KnownLength ?? await parts.PeekLengthAsync(cancellationToken).ConfigureAwait(false);
        var atMost = size ?? _plan.Within(request.Limits).MaxFileSize;
        var claim = new QuotaClaim(key, quota, size ?? parts.BytesRead + 1, atMost)
        {
            CountsPending = request.Pending,
            IsRepeatable = request.IdempotencyKey is not null,
        };
        var reservation = await _quotas.ReserveAsync(claim, cancellationToken).ConfigureAwait(false);
        parts.QuotaLeft = size is null ? reservation.Bytes : null;
        return reservation;
    }
}
