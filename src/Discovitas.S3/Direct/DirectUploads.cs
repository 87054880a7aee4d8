using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Writing;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Direct;

/// <summary>Uploads from a client straight to the store: what it may send is signed here, and what it sent is checked when it has arrived.</summary>
internal sealed class DirectUploads(DirectUploadPlanner planner, S3Caller caller, UrlSigner signer, ILogger logger)
{
    private readonly PostPolicy _forms = new(caller, signer);
    private readonly PresignedPut _puts = new(signer);
    private readonly DirectParts _parts = new(caller, logger);
    private readonly DirectUploadVerifier _verifier = new(caller, planner.Addresses, logger);

    internal async Task<DirectUpload> CreateAsync(DirectUploadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var plan = planner.ForOneRequest(request);
            var upload = await (planner.AsForms ? _forms.SignAsync(plan, cancellationToken) : _puts.SignAsync(plan, cancellationToken)).ConfigureAwait(false);
            logger.DirectUploadGranted(plan.Key.Value, upload.Method);
            Telemetry.DirectUploadCreated(caller.Name);
            return upload;
        }
        catch (UploadRejectedException refusal)
        {
            logger.Refused(refusal.Reason);
            Telemetry.Refused(caller.Name, refusal.Reason);
            throw;
        }
    }

    internal async Task<DirectUploadTicket> StartAsync(DirectUploadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var plan = planner.ForParts(request);

            // A browser sends its parts without a checksum, and not every store takes those once the upload was started with one.
            var start = new MultipartStart(caller, plan.Key, plan.Headers, logger) { PartsHaveChecksums = false };
            var uploadId = await start.CreateAsync(cancellationToken).ConfigureAwait(false);
            logger.DirectUploadGranted(plan.Key.Value, "parts");
            Telemetry.DirectUploadCreated(caller.Name);
            return plan.Ticket with { UploadId = uploadId };
        }
        catch (UploadRejectedException refusal)
        {
            logger.Refused(refusal.Reason);
            Telemetry.Refused(caller.Name, refusal.Reason);
            throw;
        }
    }

    internal Task<DirectUpload> SignPartAsync(DirectUploadTicket ticket, int partNumber, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        RequireParts(ticket);
        return _puts.SignPartAsync(ticket, partNumber, lifetime, cancellationToken);
    }

    internal Task<IReadOnlyList<UploadedPart>> ListAsync(DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        RequireParts(ticket);
        return _parts.ListAsync(ticket, cancellationToken);
    }

    internal async Task<StoredFile> CompleteAsync(DirectUploadTicket ticket, IReadOnlyCollection<UploadedPart>? parts, CancellationToken cancellationToken)
    {
        var key = planner.KeyOf(ticket);
        try
        {
            var completed = ticket.UploadId is null ? null : await _parts.CompleteAsync(key, ticket, parts, cancellationToken).ConfigureAwait(false);
            var file = await _verifier.CheckAsync(key, ticket, completed ?? ticket.Size, cancellationToken).ConfigureAwait(false);
            logger.DirectUploadArrived(key.Value, file.Size);
            Telemetry.DirectUploadCompleted(caller.Name);
            return file;
        }
        catch (UploadRejectedException refusal)
        {
            logger.DirectUploadRefused(key.Value, refusal.Reason);
            Telemetry.Refused(caller.Name, refusal.Reason);
            throw;
        }
    }

    internal Task AbortAsync(DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        RequireParts(ticket);
        cancellationToken.ThrowIfCancellationRequested();
        return new MultipartCleanup(caller, logger).RequireGoneAsync(ticket.Key, ticket.UploadId!);
    }

    private void RequireParts(DirectUploadTicket ticket)
    {
        planner.KeyOf(ticket);
        if (string.IsNullOrEmpty(ticket.UploadId))
        {
            throw new ArgumentException("The ticket is not of a multipart upload: it has no UploadId. StartMultipartAsync returns one that has.", nameof(ticket));
        }
    }
}
