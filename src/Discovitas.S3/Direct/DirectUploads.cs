using Discovitas.S3.Addressing;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Storage;
using Discovitas.S3.Writing;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Direct;

/// <summary>Uploads from a client straight to the store: what it may send is signed here, and what it sent is checked when it has arrived.</summary>
internal sealed class DirectUploads(Grants grants, Bucket bucket, UrlSigner signer, ILogger logger)
{
    private readonly PostPolicy _forms = new(bucket, signer);
    private readonly PresignedPut _puts = new(signer);
    private readonly DirectParts _parts = new(bucket, logger);
    private readonly Arrival _arrival = new(bucket, grants.Addresses, logger);

    internal async Task<DirectUpload> CreateAsync(DirectUploadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var grant = grants.ForOneRequest(request);
            var upload = await (grants.AsForms ? _forms.SignAsync(grant, cancellationToken) : _puts.SignAsync(grant, cancellationToken)).ConfigureAwait(false);
            logger.DirectUploadGranted(grant.Key.Value, upload.Method);
            Telemetry.DirectUploadCreated(bucket.Name);
            return upload;
        }
        catch (UploadRejectedException refusal)
        {
            logger.Refused(refusal.Reason);
            Telemetry.Refused(bucket.Name, refusal.Reason);
            throw;
        }
    }

    internal async Task<DirectUploadTicket> StartAsync(DirectUploadRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var grant = grants.ForParts(request);

            // A browser sends its parts without a checksum, and not every store takes those once the upload was started with one.
            var start = new UploadStart(bucket, grant.Key, grant.Headers, logger) { PartsHaveChecksums = false };
            var uploadId = await start.CreateAsync(cancellationToken).ConfigureAwait(false);
            logger.DirectUploadGranted(grant.Key.Value, "parts");
            Telemetry.DirectUploadCreated(bucket.Name);
            return grant.Ticket.With(uploadId);
        }
        catch (UploadRejectedException refusal)
        {
            logger.Refused(refusal.Reason);
            Telemetry.Refused(bucket.Name, refusal.Reason);
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
        var key = grants.KeyOf(ticket);
        try
        {
            var completed = ticket.UploadId is null ? null : await _parts.CompleteAsync(key, ticket, parts, cancellationToken).ConfigureAwait(false);
            var file = await _arrival.CheckAsync(key, ticket, completed ?? ticket.Size, cancellationToken).ConfigureAwait(false);
            logger.DirectUploadArrived(key.Value, file.Size);
            Telemetry.DirectUploadCompleted(bucket.Name);
            return file;
        }
        catch (UploadRejectedException refusal)
        {
            logger.DirectUploadRefused(key.Value, refusal.Reason);
            Telemetry.Refused(bucket.Name, refusal.Reason);
            throw;
        }
    }

    internal Task AbortAsync(DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        RequireParts(ticket);
        cancellationToken.ThrowIfCancellationRequested();
        return new AbandonedUpload(bucket, logger).RequireGoneAsync(ticket.Key, ticket.UploadId!);
    }

    private void RequireParts(DirectUploadTicket ticket)
    {
        grants.KeyOf(ticket);
        if (string.IsNullOrEmpty(ticket.UploadId))
        {
            throw new ArgumentException("The ticket is not of a multipart upload: it has no UploadId. StartDirectMultipartUploadAsync gives one that has.", nameof(ticket));
        }
    }
}
