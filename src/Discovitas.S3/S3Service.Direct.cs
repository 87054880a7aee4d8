using Discovitas.S3.Direct;
using Discovitas.S3.Reading;

namespace Discovitas.S3;

/// <content>Uploads that a client sends to the store itself: what it may send is fixed before, and checked when it has arrived.</content>
public partial class S3Service
{
    /// <summary>
    /// Lets a client send one file to the store itself, in one request: a form under a POST policy with an exact key, type and range of sizes
    /// (S3, "Browser-based uploads using POST"), or a presigned PutObject with a signed length where the store has no such policy
    /// (<see cref="S3Settings.HasPostPolicy"/>). Nothing is sent to the store.
    /// </summary>
    /// <param name="request">The file, as the client describes it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The request that the client may send, and the ticket for <see cref="CompleteDirectUploadAsync"/>.</returns>
    /// <exception cref="UploadRejectedException">The claims break a rule; or the store has no POST policy and no size is claimed.</exception>
    /// <exception cref="S3StoreException">There are no credentials to sign with.</exception>
    public virtual Task<DirectUpload> CreateDirectUploadAsync(DirectUploadRequest request, CancellationToken cancellationToken = default)
    {
        RequireValid(request);
        return _direct.CreateAsync(request, cancellationToken);
    }

    /// <summary>Starts a multipart upload whose parts a client sends to the store itself (S3 operation CreateMultipartUpload).</summary>
    /// <param name="request">The file, as the client describes it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The ticket for the methods below, with <see cref="DirectUploadTicket.UploadId"/>.</returns>
    /// <exception cref="UploadRejectedException">The claims break a rule.</exception>
    /// <exception cref="S3StoreException">The store refused or failed.</exception>
    public virtual Task<DirectUploadTicket> StartDirectMultipartUploadAsync(DirectUploadRequest request, CancellationToken cancellationToken = default)
    {
        RequireValid(request);
        return _direct.StartAsync(request, cancellationToken);
    }

    /// <summary>Lets a client send one part (presigned UploadPart). Nothing is sent to the store.</summary>
    /// <param name="ticket">The multipart upload.</param>
    /// <param name="partNumber">The part, 1 to 10,000.</param>
    /// <param name="lifetime">How long the URL may be used, 1 second to 7 days. Default 15 minutes.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The request that the client may send.</returns>
    public virtual Task<DirectUpload> SignPartAsync(DirectUploadTicket ticket, int partNumber, TimeSpan? lifetime = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentOutOfRangeException.ThrowIfLessThan(partNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partNumber, PartPlan.MaxParts);
        UrlSigner.RequireLifetime(lifetime ?? DirectUploadRequest.DefaultLifetime, nameof(lifetime));
        return _direct.SignPartAsync(ticket, partNumber, lifetime ?? DirectUploadRequest.DefaultLifetime, cancellationToken);
    }

    /// <summary>The parts that have arrived (S3 operation ListParts, all pages).</summary>
    /// <param name="ticket">The multipart upload.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The parts in the order of their numbers.</returns>
    /// <exception cref="S3StoreException">There is no such upload (any more), or the store refused or failed.</exception>
    public virtual Task<IReadOnlyList<UploadedPart>> ListPartsAsync(DirectUploadTicket ticket, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return _direct.ListAsync(ticket, cancellationToken);
    }

    /// <summary>
    /// Ends a direct upload once the client says that it is done. A multipart upload is completed (S3 operations ListParts and
    /// CompleteMultipartUpload) if the sizes of its parts keep to the ticket, and aborted if not. Then what is stored is looked at (HeadObject,
    /// GetObject of the first bytes): what does not agree with the ticket is deleted. Can be repeated.
    /// </summary>
    /// <param name="ticket">What was granted.</param>
    /// <param name="parts">The parts that make up the file. Default: all that have arrived.</param>
    /// <param name="cancellationToken">Ends the call, until the multipart upload is being completed.</param>
    /// <returns>The file.</returns>
    /// <exception cref="UploadRejectedException">Nothing, not all, too much or something else has arrived.</exception>
    /// <exception cref="S3StoreException">The store refused or failed.</exception>
    public virtual Task<StoredFile> CompleteDirectUploadAsync(DirectUploadTicket ticket, IReadOnlyCollection<UploadedPart>? parts = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return _direct.CompleteAsync(ticket, parts, cancellationToken);
    }

    /// <summary>Gives up a multipart upload and removes its parts (S3 operation AbortMultipartUpload). That there is none is no error.</summary>
    /// <param name="ticket">The multipart upload.</param>
    /// <param name="cancellationToken">Ends the call before it begins.</param>
    /// <returns>Done.</returns>
    /// <exception cref="S3StoreException">The store refused or failed, or parts go on arriving.</exception>
    public virtual Task AbortDirectUploadAsync(DirectUploadTicket ticket, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return _direct.AbortAsync(ticket, cancellationToken);
    }

    private static void RequireValid(DirectUploadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.FileName);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Size ?? 0, nameof(request.Size));
        UrlSigner.RequireLifetime(request.Lifetime);
    }
}
