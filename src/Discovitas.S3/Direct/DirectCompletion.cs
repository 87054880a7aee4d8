using Amazon.S3.Model;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Completes direct uploads. What a client sent in one request is verified where it is pending and then copied, so that
/// bytes that are sent later, and headers that the client added, never become a file. A multipart upload was started
/// with our headers, and is verified where it is kept; but if files are inspected, it is pending as well until then.
/// </summary>
internal sealed class DirectCompletion(DirectContext context)
{
    private readonly KeyTurns _turns = new();
    private readonly ObjectHead _head = new(context.Caller);
    private readonly ObjectCleanup _cleanup = new(context.Caller);
    private readonly ObjectDeletion _deletion = new(context.Caller);
    private readonly DirectParts _parts = new(context.Caller);
    private readonly DirectUploadVerifier _verifier = new(context.Caller);
    private readonly DirectKeeping _keeping = new(context);
    private readonly DirectInspection _inspection = new(context);
    private readonly Acceptance _acceptance = new(context.Caller, context.Kept);
    private readonly ProcessTurns _processTurns = new(context.Caller, context.Addresses);

    /// <exception cref="UploadRejectedException">
    /// The file is missing, does not agree with the ticket, or is being completed by another process.
    /// </exception>
    /// <exception cref="S3StoreException">The multipart upload is missing, or the store failed.</exception>
    internal async Task<StoredFile> CompleteAsync(Completion completion, CancellationToken cancellationToken)
    {
        var pending = context.Addresses.PendingKey(completion.Key);
        using var turn = await _turns.TakeAsync(completion.Key.Value, cancellationToken).ConfigureAwait(false)
            ?? throw context.Caller.Failures.NoUpload(completion.Key.Value);
        if (!context.Copies.AreNeeded)
        {
            return await FinishAsync(completion, pending, cancellationToken).ConfigureAwait(false);
        }

        // Before this process takes its turn to have the file accepted: inspectors may take longer than a turn lasts.
        var inspected = await _inspection.InspectAsync(completion, pending, cancellationToken).ConfigureAwait(false);
        try
        {
            return await FinishAsync(inspected, pending, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (inspected.Inspected is { } copy)
            {
                await _cleanup.RemoveAsync(copy.Source).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Aborts a multipart upload. It never waits for a completion, and never removes a file.</summary>
    /// <exception cref="UploadRejectedException">The upload is completed, or is being completed.</exception>
    /// <exception cref="S3StoreException">The upload is not removed.</exception>
    internal async Task AbortAsync(ObjectKey key, string uploadId)
    {
        using var turn = _turns.TryTakeAbort(key.Value) ?? throw RepeatRules.BeingCompleted();
        var (caller, pending) = (context.Caller, context.Addresses.PendingKey(key));
        var place = context.Copies.AreNeeded ? pending : key;
        await new MultipartAbort(caller, caller.CleanUp()).RequireAsync(place, uploadId).ConfigureAwait(false);

        // It is gone as well if it was completed. Another process may be verifying the file.
        if (await _head.GetAsync(key, CancellationToken.None).ConfigureAwait(false) is not null
            || (place == pending
                && await _head.GetAsync(pending, CancellationToken.None).ConfigureAwait(false) is not null))
        {
            throw Completed();
        }
    }

    /// <summary>
    /// Removes what was sent in one request and is not kept. Another process may be keeping it: it has its turn first,
    /// since the object is also the marker of a file that the app has not accepted yet.
    /// </summary>
    /// <exception cref="UploadRejectedException">The upload is completed, or is being completed.</exception>
    /// <exception cref="S3StoreException">The store failed.</exception>
    internal async Task AbortPendingAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        using var own = _turns.TryTakeAbort(key.Value) ?? throw RepeatRules.BeingCompleted();
        var turn = await _processTurns.TakeAsync(key, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            await RequireNotKeptAsync(key).ConfigureAwait(false);
            var pending = context.Addresses.PendingKey(key);
            await context.Caller.CleanUp()
                .CallAsync(pending.Value, (client, token) => _deletion.DeleteAsync(client, pending, token))
                .ConfigureAwait(false);

            // A process that does not ask the app takes no turn.
            await RequireNotKeptAsync(key).ConfigureAwait(false);
        }
    }

    private async Task RequireNotKeptAsync(ObjectKey key)
    {
        if (await _head.GetAsync(key, CancellationToken.None).ConfigureAwait(false) is not null)
        {
            throw Completed();
        }
    }

    private static UploadRejectedException Completed() => new(
        UploadRejectionReason.Completed,
        "The upload is completed, and can no longer be aborted. Its file is not removed.");

    private async Task<StoredFile> FinishAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        if (completion.Accept is { } accept)
        {
            return await AcceptAsync(completion, pending, accept, cancellationToken).ConfigureAwait(false);
        }

        var (file, _) = await StoreAsync(completion, pending, cancellationToken).ConfigureAwait(false);
        if (IsPending(completion))
        {
            await _cleanup.RemoveAsync(pending).ConfigureAwait(false);
        }

        return file;
    }

    private async Task<StoredFile> AcceptAsync(
        Completion completion, ObjectKey pending, Func<StoredFile, Task> accept, CancellationToken cancellationToken)
    {
        var turn = await _processTurns.TakeAsync(completion.Key, cancellationToken).ConfigureAwait(false);
        await using (turn.ConfigureAwait(false))
        {
            var (file, isOurs) = await StoreAsync(completion, pending, cancellationToken).ConfigureAwait(false);
            var candidate = new Candidate(completion.Key, pending, isOurs, !IsPending(completion));
            await _acceptance.RequireAsync(candidate, turn, () => accept(file)).ConfigureAwait(false);
            return file;
        }
    }

    private Task<(StoredFile File, bool IsOurs)> StoreAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken) =>
        IsPending(completion)
            ? _keeping.KeepAsync(completion, pending, cancellationToken)
            : CompletePartsAsync(completion, pending, cancellationToken);

    // Whether the file itself waits below the pending prefix.
    private bool IsPending(Completion completion) =>
        completion.Ticket.UploadId is null || context.Copies.AreNeeded;

    private async Task<(StoredFile File, bool IsOurs)> CompletePartsAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        var (key, ticket) = (completion.Key, completion.Ticket);
        Func<Task>? mark = completion.Accept is null ? null : () => _acceptance.MarkAsync(pending);
        try
        {
            var size = await _parts.CompleteAsync(completion, mark, cancellationToken).ConfigureAwait(false);
            var found = await VerifyPartsAsync(key, ticket, size, cancellationToken).ConfigureAwait(false);
            return (_keeping.Describe(key, ticket, found), size is not null);
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
            throw context.Caller.Failures.NoUpload(key.Value, missing);
        }
    }
}
