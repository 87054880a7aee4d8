using Discovitas.S3.Direct;

namespace Discovitas.S3;

/// <content>Completing direct uploads.</content>
public partial class S3DirectUploads
{
    /// <summary>
    /// Completes a direct upload once the client reports that it has sent everything. What was sent in one request is
    /// verified (S3 operations HeadObject, GetObject of the first bytes) and then copied to the ticket's key with
    /// exactly the ticket's headers (CopyObject, or UploadPartCopy if it is large). A multipart upload is completed
    /// (ListParts, CompleteMultipartUpload) and then verified. What does not agree with the ticket is deleted. The call
    /// can be repeated, and never replaces a file that is kept. With inspectors (<see cref="IUploadInspector"/>), both
    /// are kept only if all agree.
    /// </summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="parts">The parts that make up the file. The default is all that the store has received.</param>
    /// <param name="cancellationToken">Cancels the call, except while the file is being stored.</param>
    /// <returns>The file.</returns>
    /// <exception cref="UploadRejectedException">
    /// The store has received no file, an incomplete one, one that is too large, or one that does not agree with the
    /// ticket; or an inspector rejects it.
    /// </exception>
    /// <exception cref="UploadInspectionException">
    /// The file could not be inspected. It stays pending, and the call can be repeated.
    /// </exception>
    /// <exception cref="S3StoreException">
    /// The multipart upload is missing (<see cref="S3StoreException.IsMissing"/>) or is being aborted, or the store
    /// rejected the request or failed.
    /// </exception>
    public virtual Task<StoredFile> CompleteAsync(
        DirectUploadTicket ticket,
        IReadOnlyCollection<UploadedPart>? parts = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return RunAsync(new Completion(_planner.KeyOf(ticket), ticket) { Parts = parts }, cancellationToken);
    }

    /// <summary>
    /// Does the same as <see cref="CompleteAsync"/>, and then has the app accept the file. If the app throws, the file
    /// is removed, and what was sent in one request waits, so that the call can be repeated. Once the app has accepted
    /// a file, a repeated call returns it without asking again, and does not remove it.
    /// </summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="acceptAsync">
    /// The app's acceptance, which throws if the app does not accept the file. It is called once, also if calls for the
    /// same ticket are made at once, in this or another process. Only if a process stops while it accepts a file, or
    /// takes more than a minute, or a client sends a file again that is accepted, it may be called again for the same
    /// key; whatever it does then, an accepted file is not removed.
    /// </param>
    /// <param name="parts">The parts that make up the file. The default is all that the store has received.</param>
    /// <param name="cancellationToken">
    /// Cancels the call, except while the file is being stored and accepted.
    /// </param>
    /// <returns>The file.</returns>
    /// <exception cref="UploadRejectedException">
    /// The store has received no file, an incomplete one, one that is too large, or one that does not agree with the
    /// ticket; or an inspector rejects it; or another process is completing it
    /// (<see cref="UploadRejectionReason.BeingCompleted"/>).
    /// </exception>
    /// <exception cref="UploadInspectionException">
    /// The file could not be inspected. It stays pending, and the call can be repeated.
    /// </exception>
    /// <exception cref="S3StoreException">
    /// The multipart upload is missing (<see cref="S3StoreException.IsMissing"/>) or is being aborted, or the store
    /// rejected the request or failed.
    /// </exception>
    public virtual Task<StoredFile> AcceptAsync(
        DirectUploadTicket ticket,
        Func<StoredFile, Task> acceptAsync,
        IReadOnlyCollection<UploadedPart>? parts = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(acceptAsync);
        var completion = new Completion(_planner.KeyOf(ticket), ticket) { Parts = parts, Accept = acceptAsync };
        return RunAsync(completion, cancellationToken);
    }

    /// <summary>
    /// Returns the ticket of an upload in one request again, for a server that keeps the request instead of the ticket.
    /// Nothing is sent to the store.
    /// </summary>
    /// <param name="key">The ticket's key.</param>
    /// <param name="request">The request, with the same values as for <see cref="CreateAsync"/>.</param>
    /// <returns>The ticket.</returns>
    /// <exception cref="ArgumentException">The key is not one that this service creates.</exception>
    /// <exception cref="UploadRejectedException">The described file breaks a rule.</exception>
    public virtual DirectUploadTicket GetTicket(string key, DirectUploadRequest request)
    {
        ArgumentNullException.ThrowIfNull(key);
        RequireValid(request);
        return _planner.PlanAgain(request, _planner.KeyOf(key, nameof(key))).Ticket;
    }

    private Task<StoredFile> RunAsync(Completion completion, CancellationToken cancellationToken) =>
        _report.ReportRejectionAsync(completion.Key, async () =>
        {
            using var quota = await _quota.ReserveAsync(completion, cancellationToken).ConfigureAwait(false);

            // What is sent now may not be larger than what was counted.
            var ticket = completion.Ticket;
            var counted = ticket with { MaxSize = Math.Min(ticket.MaxSize, quota?.Bytes ?? long.MaxValue) };
            var accepted = completion with { Ticket = counted, Accept = _context.Kept.Before(completion.Accept) };
            var file = await _completion.CompleteAsync(accepted, cancellationToken).ConfigureAwait(false);
            _report.Completed(completion.Key, file.Size);
            return file;
        });
}
