using Discovitas.S3.Keys;

namespace Discovitas.S3;

/// <content>The check for health checks.</content>
public partial class S3Service
{
    /// <summary>
    /// Checks with one request, without retries, whether this service can use its bucket; intended for health checks.
    /// It lists the parts of an upload that does not exist (S3 operation ListParts), under a new key below
    /// <see cref="S3Settings.KeyPrefix"/>. The store responds as expected only if the bucket exists, the credentials
    /// are valid and s3:ListMultipartUploadParts is allowed. Nothing is written, so the call does not prove that the
    /// bucket accepts files.
    /// </summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>A task that completes when the store has responded as expected.</returns>
    /// <exception cref="S3StoreException">
    /// The store rejected the request, failed, or did not respond within <see cref="S3Settings.IdleTimeout"/>.
    /// </exception>
    public virtual Task CheckAccessAsync(CancellationToken cancellationToken = default) =>
        _objects.RequireAccessAsync(ObjectKey.CreateUnused(_settings.KeyPrefix), cancellationToken);
}
