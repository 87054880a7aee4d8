using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Completes direct uploads. What a client sent in one request is verified where it is pending and then copied, so that
/// bytes that are sent later, and headers that the client added, never become a file. A multipart upload was started
/// with our headers, and is verified where it is kept.
/// </summary>
internal sealed class DirectCompletion(S3Caller caller, ObjectAddresses addresses, DirectUploadPlanner planner)
{
    private readonly KeyTurns _turns = new();
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectListing _listing = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);
    private readonly ObjectCopier _copier = new(caller);
    private readonly DirectParts _parts = new(caller);
    private readonly DirectUploadVerifier _verifier = new(caller);
    private readonly Acceptance _acceptance = new(caller);
    private readonly ProcessTurns _processTurns = new(caller, addresses);

    /// <exception cref="UploadRejectedException">
    /// The file is missing, does not agree with the ticket, or is being completed by another process.
    /// </exception>
    /// <exception cref="S3StoreException">The multipart upload is missing, or the store failed.</exception>
    internal async Task<StoredFile> CompleteAsync(Completion completion, CancellationToken cancellationToken)
    {
        var pending = addresses.PendingKey(completion.Key);
        using var turn = await _turns.TakeAsync(completion.Key.Value, cancellationToken).ConfigureAwait(false)
            ?? throw caller.Failures.NoUpload(completion.Key.Value);
        if (completion.Accept is { } accept)
        {
            return await AcceptAsync(completion, pending, accept, cancellationToken).ConfigureAwait(false);
        }

        var (file, _) = await StoreAsync(completion, pending, cancellationToken).ConfigureAwait(false);
        if (completion.Ticket.UploadId is null)
        {
            await _cleanup.RemoveAsync(pending).ConfigureAwait(false);
        }

        return file;
    }

    /// <summary>Aborts a multipart upload. It never waits for a completion, and never removes a file.</summary>
    /// <exception cref="UploadRejectedException">The upload is completed, or is being completed.</exception>
    /// <exception cref="S3StoreException">The upload is not removed.</exception>
    internal async Task AbortAsync(ObjectKey key, string uploadId)
    {
        using var turn = _turns.TryTakeAbort(key.Value) ?? throw ProcessTurns.BeingCompleted();
        await new MultipartAbort(caller, caller.CleanUp()).RequireAsync(key, uploadId).ConfigureAwait(false);

        // It is gone as well if it was completed. Another process may be verifying the file.
        if (await _head.GetAsync(key, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            throw new UploadRejectedException(
                UploadRejectionReason.Completed,
                "The upload is completed, and can no longer be aborted. Its file is not removed.");
        }
    }

    private async Task<StoredFile> AcceptAsync(
        Completion completion, ObjectKey pending, Func<StoredFile, Task> accept, CancellationToken cancellationToken)
    {
        var turn = await _processTurns.TakeAsync(completion.Key, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            var (file, isOurs) = await StoreAsync(completion, pending, cancellationToken).ConfigureAwait(false);
            var candidate = new Candidate(completion.Key, pending, isOurs, completion.Ticket.UploadId is not null);
            await _acceptance.RequireAsync(candidate, turn, () => accept(file)).ConfigureAwait(false);
            return file;
        }
    }

    private Task<(StoredFile File, bool IsOurs)> StoreAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken) =>
        completion.Ticket.UploadId is null
            ? KeepAsync(completion, pending, cancellationToken)
            : CompletePartsAsync(completion, pending, cancellationToken);

    // A file that is kept is never replaced, whatever was sent since.
    private async Task<(StoredFile File, bool IsOurs)> KeepAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        if (await FindKeptAsync(completion, cancellationToken).ConfigureAwait(false) is { } before)
        {
            return (before, false);
        }

        try
        {
            var file = await VerifyAndCopyAsync(completion, pending, cancellationToken).ConfigureAwait(false);
            return (file, true);
        }
        catch (UploadRejectedException rejection) when (rejection.Reason is UploadRejectionReason.Incomplete)
        {
            // Another instance may have kept the file meanwhile.
            var file = await FindKeptAsync(completion, cancellationToken).ConfigureAwait(false);
            if (file is null)
            {
                throw;
            }

            return (file, false);
        }
    }

    private async Task<StoredFile?> FindKeptAsync(Completion completion, CancellationToken cancellationToken)
    {
        var kept = await _head.GetWithChecksumAsync(completion.Key, cancellationToken).ConfigureAwait(false);
        await _listing.RequireAsync(completion.Key, kept, cancellationToken).ConfigureAwait(false);
        return kept is null ? null : Describe(completion.Key, completion.Ticket, kept);
    }

    private async Task<StoredFile> VerifyAndCopyAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        var (key, ticket) = (completion.Key, completion.Ticket);
        var found = await _verifier.VerifyAsync(pending, ticket, ticket.Size, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var copy = new ObjectCopy(pending, found.ETag, found.ContentLength, key, planner.HeadersOf(ticket));
        var etag = await CopyAsync(copy).ConfigureAwait(false);
        if (EntityTag.Quoted(etag) != EntityTag.Quoted(found.ETag))
        {
            // A store may give the copy another ETag, or, like Ceph 16.2, ignore the condition and copy other bytes. No
            // client can change the copy, so that it can be verified in peace.
            found = await _verifier.VerifyAsync(key, ticket, ticket.Size, CancellationToken.None).ConfigureAwait(false);
        }

        return Describe(key, ticket, found);
    }

    private async Task<string> CopyAsync(ObjectCopy copy)
    {
        try
        {
            return await _copier.CopyAsync(copy).ConfigureAwait(false);
        }
        catch (S3StoreException failure)
            when (failure.IsMissing || failure.StatusCode is HttpStatusCode.PreconditionFailed)
        {
            throw new UploadRejectedException(
                UploadRejectionReason.Incomplete,
                "The file was sent again while it was being verified. Complete the upload again.");
        }
    }

    private async Task<(StoredFile File, bool IsOurs)> CompletePartsAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        var (key, ticket) = (completion.Key, completion.Ticket);
        Func<Task>? mark = completion.Accept is null ? null : () => _acceptance.MarkAsync(pending);
        try
        {
            var size = await _parts.CompleteAsync(completion, mark, cancellationToken).ConfigureAwait(false);
            var found = await VerifyPartsAsync(key, ticket, size, cancellationToken).ConfigureAwait(false);
            return (Describe(key, ticket, found), size is not null);
        }
        catch (Exception failure)
            when (mark is not null && failure is UploadRejectedException or S3StoreException { IsMissing: true })
        {
            // There is no file that the marker could be for.
            await _cleanup.RemoveAsync(pending, failure).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<GetObjectMetadataResponse> VerifyPartsAsync(
        ObjectKey key, DirectUploadTicket ticket, long? size, CancellationToken cancellationToken)
    {
        try
        {
            return await _verifier.VerifyAsync(key, ticket, size ?? ticket.Size, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (UploadRejectedException missing) when (missing.Reason is UploadRejectionReason.Incomplete)
        {
            throw caller.Failures.NoUpload(key.Value, missing);
        }
    }

    private StoredFile Describe(ObjectKey key, DirectUploadTicket ticket, GetObjectMetadataResponse found) => new()
    {
        Key = key.Value,
        Url = addresses.PublicUrl(key),
        Size = found.ContentLength,
        ContentType = ticket.ContentType,
        ETag = EntityTag.Quoted(found.ETag),
        ChecksumCrc32 = Crc32Value.Whole(found.ChecksumCRC32),
    };
}
