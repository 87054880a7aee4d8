using Discovitas.S3.Client;
using Discovitas.S3.Direct;
using Discovitas.S3.Keys;
using Discovitas.S3.Reading;
using Discovitas.S3.Writing;

namespace Discovitas.S3;

/// <summary>
/// Lets clients send files directly to the store: what a client may send is fixed in advance, and verified once it is
/// stored. <see cref="S3Service.Direct"/> returns the instance. Thread-safe.
/// </summary>
public partial class S3DirectUploads
{
    private readonly DirectContext _context = null!;
    private readonly DirectUploadPlanner _planner = null!;
    private readonly DirectQuota _quota = null!;
    private readonly S3Caller _caller = null!;
    private readonly DirectUploadReport _report = null!;
    private readonly PostPolicy _forms = null!;
    private readonly PresignedPut _puts = null!;
    private readonly DirectParts _parts = null!;
    private readonly DirectCompletion _completion = null!;

    internal S3DirectUploads(DirectContext context, UrlSigner signer, DirectQuota quota)
    {
        _quota = quota;
        _context = context;
        _planner = context.Planner;
        _caller = context.Caller;
        _report = new DirectUploadReport(_caller.Context);
        _forms = new PostPolicy(_caller, signer);
        _puts = new PresignedPut(signer);
        _parts = new DirectParts(_caller);
        _completion = new DirectCompletion(context);
    }

    /// <summary>Initializes an instance for an app's tests that mock this class.</summary>
    protected S3DirectUploads()
    {
    }

    /// <summary>
    /// Lets a client send one file to the store in one request: a form under a POST policy with an exact key, type and
    /// range of sizes (S3, "Browser-based uploads using POST"), or a presigned PutObject with a signed length if the
    /// store has no such policy (<see cref="S3Settings.SupportsPostPolicy"/>). Nothing is sent to the store, unless the
    /// folder has a quota.
    /// </summary>
    /// <param name="request">The file, as the client describes it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The request that the client may send, and the ticket for <see cref="CompleteAsync"/>.</returns>
    /// <exception cref="UploadRejectedException">
    /// The described file breaks a rule; or the store has no POST policy and the request has no size.
    /// </exception>
    /// <exception cref="S3StoreException">There are no credentials to sign with.</exception>
    public virtual Task<DirectUpload> CreateAsync(
        DirectUploadRequest request, CancellationToken cancellationToken = default)
    {
        RequireValid(request);
        return _report.ReportRejectionAsync(null, async () =>
        {
            var plan = _planner.PlanOneRequest(request);
            await _quota.RequireAsync(plan, request, cancellationToken).ConfigureAwait(false);
            var signing = _planner.UsesForms
                ? _forms.SignAsync(plan, cancellationToken)
                : _puts.SignAsync(plan, cancellationToken);
            var signed = await signing.ConfigureAwait(false);
            _report.Created(plan.Key, signed.Method);
            return new DirectUpload { Request = signed, Ticket = plan.Ticket };
        });
    }

    /// <summary>
    /// Starts a multipart upload whose parts a client sends to the store (S3 operation CreateMultipartUpload).
    /// </summary>
    /// <param name="request">The file, as the client describes it.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The ticket for the other methods, with <see cref="DirectUploadTicket.UploadId"/>.</returns>
    /// <exception cref="UploadRejectedException">The described file breaks a rule.</exception>
    /// <exception cref="S3StoreException">The store rejected the request, or failed.</exception>
    public virtual Task<DirectUploadTicket> StartMultipartAsync(
        DirectUploadRequest request, CancellationToken cancellationToken = default)
    {
        RequireValid(request);
        return _report.ReportRejectionAsync(null, async () =>
        {
            var plan = _planner.PlanParts(request);
            await _quota.RequireAsync(plan, request, cancellationToken).ConfigureAwait(false);

            // A browser sends parts without a checksum. Some stores reject those if the upload was started with a
            // checksum algorithm.
            var (place, headers) = _context.Copies.AreNeeded
                ? (plan.PendingKey, plan.Headers.WithoutTags())
                : (plan.Key, plan.Headers);
            var start = new MultipartStart(_caller, place, headers) { PartsHaveChecksums = false };
            var started = await start.CreateAsync(cancellationToken).ConfigureAwait(false);
            await started.EndAsync(new MultipartCleanup(_caller)).ConfigureAwait(false);
            _report.Created(plan.Key, "parts");
            return plan.Ticket with { UploadId = started.Id, Tags = request.Tags };
        });
    }

    /// <summary>Signs a request for one part (presigned UploadPart). Nothing is sent to the store.</summary>
    /// <param name="ticket">The multipart upload.</param>
    /// <param name="partNumber">The part's number, from 1 to 10,000.</param>
    /// <param name="lifetime">How long the URL can be used, from 1 second to 7 days. The default is 15 minutes.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The request that the client may send.</returns>
    /// <exception cref="ArgumentException">
    /// The ticket does not belong to a multipart upload of this service.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The part number or the lifetime is out of range.</exception>
    /// <exception cref="S3StoreException">There are no credentials to sign with.</exception>
    public virtual Task<SignedRequest> SignPartAsync(
        DirectUploadTicket ticket,
        int partNumber,
        TimeSpan? lifetime = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentOutOfRangeException.ThrowIfLessThan(partNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partNumber, PartPlan.MaxParts);
        UrlSigner.RequireLifetime(lifetime ?? DirectUploadRequest.DefaultLifetime, nameof(lifetime));
        RequireParts(ticket);
        return _puts.SignPartAsync(
            Placed(ticket), partNumber, lifetime ?? DirectUploadRequest.DefaultLifetime, cancellationToken);
    }

    /// <summary>Lists the parts that the store has received (S3 operation ListParts, all pages).</summary>
    /// <param name="ticket">The multipart upload.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The parts in the order of their numbers.</returns>
    /// <exception cref="S3StoreException">
    /// The multipart upload is missing (<see cref="S3StoreException.IsMissing"/>), or the store rejected the request
    /// or failed.
    /// </exception>
    public virtual Task<IReadOnlyList<UploadedPart>> ListPartsAsync(
        DirectUploadTicket ticket, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        RequireParts(ticket);
        return _parts.ListAsync(Placed(ticket), cancellationToken);
    }

    /// <summary>
    /// Aborts an upload. A multipart upload is removed with its parts (S3 operation AbortMultipartUpload); what was
    /// sent in one request, and is not kept, is deleted (DeleteObject). Succeeds if the upload does not exist and has
    /// left no file. It does not wait for a call that completes the upload, and removes no file that is kept.
    /// </summary>
    /// <param name="ticket">
    /// The upload. What is sent with a signed request that is still valid, after the call, expires with all that is
    /// pending.
    /// </param>
    /// <param name="cancellationToken">Cancels the call unless it has sent a request already.</param>
    /// <returns>A task that completes when what was sent is removed.</returns>
    /// <exception cref="UploadRejectedException">
    /// The upload is completed (<see cref="UploadRejectionReason.Completed"/>), or being completed
    /// (<see cref="UploadRejectionReason.BeingCompleted"/>).
    /// </exception>
    /// <exception cref="S3StoreException">
    /// The store rejected the request or failed, or parts are still being received.
    /// </exception>
    public virtual Task AbortAsync(DirectUploadTicket ticket, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        var key = ticket.UploadId is null ? _planner.KeyOf(ticket) : RequireParts(ticket);
        cancellationToken.ThrowIfCancellationRequested();
        return _report.ReportRejectionAsync(key, async () =>
        {
            var aborting = ticket.UploadId is { } uploadId
                ? _completion.AbortAsync(key, uploadId)
                : _completion.AbortPendingAsync(key, cancellationToken);
            await aborting.ConfigureAwait(false);
            return true;
        });
    }

    private void RequireValid(DirectUploadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(request.FileName);
        ArgumentOutOfRangeException.ThrowIfNegative(request.Size ?? 0, nameof(request.Size));
        UrlSigner.RequireLifetime(request.SignedUrlLifetime, nameof(request.SignedUrlLifetime));
        _context.Copies.RequireFor(request.Images);
    }

    private DirectUploadTicket Placed(DirectUploadTicket ticket) =>
        ticket with { Key = _context.PlaceOfParts(ticket) };

    private ObjectKey RequireParts(DirectUploadTicket ticket) =>
        _planner.KeyOf(ticket) is var key && !string.IsNullOrEmpty(ticket.UploadId)
            ? key
            : throw new ArgumentException(
                "The ticket has no UploadId. Use a ticket that StartMultipartAsync returned.", nameof(ticket));
}
