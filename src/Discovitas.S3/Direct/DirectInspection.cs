using Amazon.S3.Model;
using Discovitas.S3.Headers;
using Discovitas.S3.Keeping;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Has direct uploads filtered and inspected. What a client has sent is copied to a key that no client can write, and
/// only that copy is verified, inspected and kept.
/// </summary>
internal sealed class DirectInspection(DirectContext context)
{
    private readonly ObjectCleanup _cleanup = new(context.Caller);
    private readonly DirectParts _parts = new(context.Caller);
    private readonly DirectUploadVerifier _verifier = new(context.Caller);
    private readonly DirectKeeping _keeping = new(context);

    /// <summary>Returns the upload with the copy that keeps its file; with none if the file is kept already.</summary>
    /// <exception cref="UploadRejectedException">
    /// The file is missing, or does not agree with the ticket; or an inspector rejects it. It is removed.
    /// </exception>
    /// <exception cref="UploadInspectionException">The file could not be inspected, and stays pending.</exception>
    internal async Task<Completion> InspectAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        if (await _keeping.IsKeptAsync(completion.Key, cancellationToken).ConfigureAwait(false))
        {
            return completion;
        }

        try
        {
            return await InspectPendingAsync(completion, pending, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsMissing(failure))
        {
            // Another instance may have kept the file meanwhile.
            if (!await _keeping.IsKeptAsync(completion.Key, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return completion;
        }
    }

    private static bool IsMissing(Exception failure) =>
        failure is S3StoreException { IsMissing: true }
            or UploadRejectedException { Reason: UploadRejectionReason.Incomplete };

    private async Task<Completion> InspectPendingAsync(
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
        InspectionCopy? made = null;
        try
        {
            made = await CreateAsync(copy, ticket, cancellationToken).ConfigureAwait(false);
            var allowed = made.FilteredSize is null ? ticket : ticket with { MaxSize = long.MaxValue };
            var same = await _verifier
                .VerifyAsync(made.Place, allowed, made.FilteredSize ?? size, cancellationToken).ConfigureAwait(false);
            var inspected = InspectionCopies.Describe(made.Place, same, copy) with { FileName = ticket.FileName };
            var kept = await context.Copies.RequireAsync(inspected, copy, cancellationToken).ConfigureAwait(false);
            return completion with { Inspected = kept, Image = made.Image };
        }
        catch (Exception failure)
        {
            await RemoveAsync(made, pending, failure).ConfigureAwait(false);
            throw;
        }
    }

    private Task<InspectionCopy> CreateAsync(
        ObjectCopy copy, DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        var file = new FilteredFile
        {
            FileName = ticket.FileName,
            ContentType = ticket.ContentType,
            Images = ticket.Images,
        };
        return DirectKeeping.IfUnchangedAsync(context.Copies.CreateAsync(copy, file, cancellationToken));
    }

    private async Task RemoveAsync(InspectionCopy? made, ObjectKey pending, Exception failure)
    {
        if (made is not null)
        {
            await _cleanup.RemoveAsync(made.Place, failure).ConfigureAwait(false);
        }

        if (failure is UploadRejectedException && !IsMissing(failure))
        {
            await _cleanup.RemoveAsync(pending, failure).ConfigureAwait(false);
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
