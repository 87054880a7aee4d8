using Discovitas.S3.Keys;

namespace Discovitas.S3;

/// <content>Whether the store can be used at all.</content>
public partial class S3Service
{
    /// <summary>
    /// Asks the store, once and without trying again, whether this service may use its bucket: for health checks. It asks for the parts of an upload that
    /// does not exist (S3 operation ListParts), on a new key below <see cref="S3Settings.KeyPrefix"/>; that there is none is the right answer, for
    /// which the bucket must be there, the credentials good and s3:ListMultipartUploadParts allowed on the keys. Nothing is written: that the
    /// bucket takes files is not proved.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Done: the store answered as it must.</returns>
    /// <exception cref="S3StoreException">The store refused, failed or gave no answer within <see cref="S3Settings.IdleTimeout"/>.</exception>
    public virtual Task CheckAccessAsync(CancellationToken cancellationToken = default) =>
        _objects.AskForNoneAsync(ObjectKey.CreateUnused(_settings.KeyPrefix), cancellationToken);
}
