using Amazon.S3.Model;
using Discovitas.S3.Headers;
using Discovitas.S3.Keeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Has direct uploads inspected. What a client has sent is copied to a key that no client can write, and only that copy
/// is verified, inspected and kept.
/// </summary>
internal sealed class DirectInspection(DirectContext context)
{
    private readonly ObjectCleanup _cleanup = new(context.Caller);
    private readonly DirectParts _parts = new(context.Caller);
    private readonly DirectUploadVerifier _verifier = new(context.Caller);
    private readonly DirectKeeping _keeping = new(context);
    private readonly InspectionCopies _copies = new(context.Caller, context.Addresses, context.Inspection);

    /// <summary>Returns the copy that keeps the file, or null if the file is kept already.</summary>
    /// <exception cref="UploadRejectedException">
    /// The file is missing, or does not agree with the ticket; or an inspector rejects it. It is removed.
    /// </exception>
    /// <exception cref="UploadInspectionException">The file could not be inspected, and stays pending.</exception>
    internal async Task<ObjectCopy?> InspectAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        if (await _keeping.FindKeptAsync(completion, cancellationToken).ConfigureAwait(false) is not null)
        {
            return null;
        }

        try
        {
            return await InspectPendingAsync(completion, pending, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsMissing(failure))
        {
            // Another instance may have kept the file meanwhile.
            if (await _keeping.FindKeptAsync(completion, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            return null;
        }
    }

    private static bool IsMissing(Exception failure) =>
        failure is S3StoreException { IsMissing: true }
            or UploadRejectedException { Reason: UploadRejectionReason.Incomplete };

    private async Task<ObjectCopy> InspectPendingAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        var (key, ticket) = (completion.Key, completion.Ticket);
        var size = await CompletePartsAsync(completion, pending, cancellationToken).ConfigureAwait(false);
        var found = await VerifyAsync(completion, pending, size, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();

        // A ticket from a token has no headers. Those of a multipart upload are ours: no client can change them.
        var headers = ticket.UploadId is null
            ? context.Planner.HeadersOf(ticket)
            : context.Planner.HeadersOf(ticket with { Headers = ObjectHeaders.Read(found).ToDictionary() });
        var copy = new ObjectCopy(pending, found.ETag, found.ContentLength, key, headers);
        var place = await DirectKeeping.IfUnchangedAsync(_copies.CreateAsync(copy)).ConfigureAwait(false);
        try
        {
            var same = await _verifier.VerifyAsync(place, ticket, size, cancellationToken).ConfigureAwait(false);
            var inspected = InspectionCopies.Describe(place, same, copy) with { FileName = ticket.FileName };
            return await _copies.RequireAsync(inspected, copy, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            await _cleanup.RemoveAsync(place, failure).ConfigureAwait(false);
            if (failure is UploadRejectedException && !IsMissing(failure))
            {
                await _cleanup.RemoveAsync(pending, failure).ConfigureAwait(false);
            }

            throw;
        }
    }

    // Returns the exact size, if it is known.
    private async Task<long?> CompletePartsAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        var ticket = completion.Ticket;
        if (ticket.UploadId is null)
        {
            return ticket.Size;
        }

        // The file gets its tags when it is kept.
        var parts = completion with { Key = pending, Ticket = ticket with { Key = pending.Value, Tags = null } };
        return await _parts.CompleteAsync(parts, null, cancellationToken).ConfigureAwait(false) ?? ticket.Size;
    }

    private async Task<GetObjectMetadataResponse> VerifyAsync(
        Completion completion, ObjectKey pending, long? size, CancellationToken cancellationToken)
    {
        try
        {
            return await _verifier.VerifyAsync(pending, completion.Ticket, size, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (UploadRejectedException missing)
            when (missing.Reason is UploadRejectionReason.Incomplete && completion.Ticket.UploadId is not null)
        {
            throw context.Caller.Failures.NoUpload(completion.Key.Value, missing);
        }
    }
}
