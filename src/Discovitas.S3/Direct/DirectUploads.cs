using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Diagnostics;
using Discovitas.S3.Keys;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Uploads from a client straight to the store: what the client may send is signed here, and what it has sent is
/// verified here.
/// </summary>
internal sealed class DirectUploads(
    DirectUploadPlanner planner, S3Caller caller, UrlSigner signer, ObjectAddresses addresses)
{
    private readonly PostPolicy _forms = new(caller, signer);
    private readonly PresignedPut _puts = new(signer);
    private readonly DirectParts _parts = new(caller);
    private readonly DirectUploadVerifier _verifier = new(caller, addresses);

    internal Task<DirectUpload> CreateAsync(DirectUploadRequest request, CancellationToken cancellationToken) =>
        ReportRejectionAsync(null, async () =>
        {
            var plan = planner.PlanOneRequest(request);
            var signing = planner.UsesForms
                ? _forms.SignAsync(plan, cancellationToken)
                : _puts.SignAsync(plan, cancellationToken);
            var upload = await signing.ConfigureAwait(false);
            ReportCreated(plan.Key, upload.Method);
            return upload;
        });

    internal Task<DirectUploadTicket> StartAsync(DirectUploadRequest request, CancellationToken cancellationToken) =>
        ReportRejectionAsync(null, async () =>
        {
            var plan = planner.PlanParts(request);

            // A browser sends its parts without a checksum, which some stores reject once the upload was started with
            // one.
            var start = new MultipartStart(caller, plan.Key, plan.Headers) { PartsHaveChecksums = false };
            var uploadId = await start.CreateAsync(cancellationToken).ConfigureAwait(false);
            ReportCreated(plan.Key, "parts");
            return plan.Ticket.With(uploadId, request.Tags);
        });

    internal Task<DirectUpload> SignPartAsync(
        DirectUploadTicket ticket, int partNumber, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        RequireParts(ticket);
        return _puts.SignPartAsync(ticket, partNumber, lifetime, cancellationToken);
    }

    internal Task<IReadOnlyList<UploadedPart>> ListAsync(
        DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        RequireParts(ticket);
        return _parts.ListAsync(ticket, cancellationToken);
    }

    internal Task<StoredFile> CompleteAsync(
        DirectUploadTicket ticket, IReadOnlyCollection<UploadedPart>? parts, CancellationToken cancellationToken)
    {
        var key = planner.KeyOf(ticket);
        return ReportRejectionAsync(key, async () =>
        {
            var size = ticket.UploadId is null
                ? null
                : await _parts.CompleteAsync(key, ticket, parts, cancellationToken).ConfigureAwait(false);
            var file = await _verifier.VerifyAsync(key, ticket, size ?? ticket.Size, cancellationToken)
                .ConfigureAwait(false);
            caller.Logger.DirectUploadCompleted(key.Value, file.Size);
            Telemetry.DirectUploadCompleted(caller.Context);
            return file;
        });
    }

    internal Task AbortAsync(DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        var key = RequireParts(ticket);
        cancellationToken.ThrowIfCancellationRequested();
        return new MultipartCleanup(caller).RequireRemovedAsync(key, ticket.UploadId!);
    }

    private void ReportCreated(ObjectKey key, string kind)
    {
        caller.Logger.DirectUploadCreated(key.Value, kind);
        Telemetry.DirectUploadCreated(caller.Context);
    }

    private async Task<T> ReportRejectionAsync<T>(ObjectKey? key, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (UploadRejectedException rejection)
        {
            if (key is { } known)
            {
                caller.Logger.DirectUploadRejected(known.Value, rejection.Reason);
            }
            else
            {
                caller.Logger.Rejected(rejection.Reason);
            }

            Telemetry.Rejected(caller.Context, rejection.Reason);
            throw;
        }
    }

    private ObjectKey RequireParts(DirectUploadTicket ticket) =>
        planner.KeyOf(ticket) is var key && !string.IsNullOrEmpty(ticket.UploadId)
            ? key
            : throw new ArgumentException(
                "The ticket has no UploadId, so it is not one of a multipart upload. StartDirectMultipartUploadAsync " +
                "returns such tickets.",
                nameof(ticket));
}
