using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Keeps what is pending: verifies it, unless an inspected copy of it is to be kept, and copies it to its final key. A
/// file that is kept is never replaced, whatever was sent since.
/// </summary>
internal sealed class DirectKeeping(DirectContext context)
{
    private readonly ObjectHead _head = new(context.Caller);
    private readonly ObjectListing _listing = new(context.Caller);
    private readonly ObjectCopier _copier = new(context.Caller);
    private readonly DirectUploadVerifier _verifier = new(context.Caller);

    /// <summary>Keeps the file and returns it, and whether this call has stored it.</summary>
    internal async Task<(StoredFile File, bool IsOurs)> KeepAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        if (await FindKeptAsync(completion, cancellationToken).ConfigureAwait(false) is { } before)
        {
            return (before, false);
        }

        try
        {
            var keeping = context.Copies.AreNeeded
                ? CopyInspectedAsync(completion, pending, cancellationToken)
                : VerifyAndCopyAsync(completion, pending, cancellationToken);
            return (await keeping.ConfigureAwait(false), true);
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

    internal async Task<StoredFile?> FindKeptAsync(Completion completion, CancellationToken cancellationToken)
    {
        var kept = await _head.GetWithChecksumAsync(completion.Key, cancellationToken).ConfigureAwait(false);
        await _listing.RequireAsync(completion.Key, kept, cancellationToken).ConfigureAwait(false);
        if (kept is null)
        {
            return null;
        }

        var ticket = completion.Ticket;
        var file = new FilteredFile
        {
            FileName = ticket.FileName,
            ContentType = ticket.ContentType,

            // Only what shows in the answer: the file is kept, whatever limits apply by now.
            Images = ticket.Images is { RemoveMetadata: true } ? new ImageRules { RemoveMetadata = true } : null,
        };
        var image = await context.Copies
            .DescribeAsync(completion.Key, file, cancellationToken).ConfigureAwait(false);
        return Describe(completion.Key, completion.Ticket, kept) with { Image = image };
    }

    internal async Task<bool> IsKeptAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        var kept = await _head.GetWithChecksumAsync(key, cancellationToken).ConfigureAwait(false);
        await _listing.RequireAsync(key, kept, cancellationToken).ConfigureAwait(false);
        return kept is not null;
    }

    internal StoredFile Describe(ObjectKey key, DirectUploadTicket ticket, GetObjectMetadataResponse found) => new()
    {
        Key = key.Value,
        Url = context.Addresses.PublicUrl(key),
        Size = found.ContentLength,
        ContentType = ticket.ContentType,
        ETag = EntityTag.Quoted(found.ETag),
        ChecksumCrc32 = Crc32Value.Whole(found.ChecksumCRC32),
    };

    /// <summary>Copies an object that a client may replace at any time.</summary>
    /// <exception cref="UploadRejectedException">It was sent again, or removed, meanwhile.</exception>
    internal static async Task<T> IfUnchangedAsync<T>(Task<T> copying)
    {
        try
        {
            return await copying.ConfigureAwait(false);
        }
        catch (S3StoreException failure)
            when (failure.IsMissing || failure.StatusCode is HttpStatusCode.PreconditionFailed)
        {
            throw SentAgain();
        }
    }

    private static UploadRejectedException SentAgain() => new(
        UploadRejectionReason.Incomplete,
        "The file was sent again while it was being verified. Complete the upload again.");

    private async Task<StoredFile> VerifyAndCopyAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        var ticket = completion.Ticket;
        var found = await _verifier.VerifyAsync(pending, ticket, ticket.Size, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        var headers = context.Planner.HeadersOf(ticket);
        var copy = new ObjectCopy(pending, found.ETag, found.ContentLength, completion.Key, headers);
        return await CopyAsync(copy, ticket, found).ConfigureAwait(false);
    }

    // The pending object shows that the file was not accepted, and then deleted by the app, meanwhile.
    private async Task<StoredFile> CopyInspectedAsync(
        Completion completion, ObjectKey pending, CancellationToken cancellationToken)
    {
        if (completion.Inspected is not { } copy
            || await _head.GetAsync(pending, cancellationToken).ConfigureAwait(false) is null
            || await _head.GetWithChecksumAsync(copy.Source, cancellationToken).ConfigureAwait(false) is not { } found)
        {
            throw SentAgain();
        }

        cancellationToken.ThrowIfCancellationRequested();

        // Filters may have given it another size than the ticket has.
        var maxSize = Math.Max(copy.Size, completion.Ticket.MaxSize);
        var ticket = completion.Ticket with { Size = copy.Size, MaxSize = maxSize };
        return await CopyAsync(copy, ticket, found).ConfigureAwait(false) with { Image = completion.Image };
    }

    private async Task<StoredFile> CopyAsync(
        ObjectCopy copy, DirectUploadTicket ticket, GetObjectMetadataResponse found)
    {
        var etag = await IfUnchangedAsync(_copier.CopyAsync(copy)).ConfigureAwait(false);
        if (EntityTag.Quoted(etag) != EntityTag.Quoted(found.ETag))
        {
            // A store may give the copy another ETag, or, like Ceph 16.2, ignore the condition and copy other bytes. No
            // client can change the copy, so that it can be verified in peace.
            found = await _verifier.VerifyAsync(copy.Target, ticket, ticket.Size, CancellationToken.None)
                .ConfigureAwait(false);
        }

        return Describe(copy.Target, ticket, found);
    }
}
