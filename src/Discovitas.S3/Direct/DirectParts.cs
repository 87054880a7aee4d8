using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;

namespace Discovitas.S3.Direct;

/// <summary>
/// Lists and completes the parts that a client has sent. The client only names the parts: sizes and ETags come from the
/// store, and the ETags ensure that exactly the counted parts are completed.
/// </summary>
internal sealed class DirectParts(S3Caller caller)
{
    private readonly UploadVerifier _verifier = new(caller);

    /// <summary>Returns the parts that the store has, in the order of their numbers.</summary>
    internal async Task<IReadOnlyList<UploadedPart>> ListAsync(
        DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        var parts = new List<UploadedPart>();
        var found = new PartListing(caller).ListAsync(ticket.Key, ticket.UploadId, cancellationToken);
        await foreach (var part in found.ConfigureAwait(false))
        {
            parts.Add(new UploadedPart
            {
                Number = part.PartNumber ?? 0,
                ETag = EntityTag.Quoted(part.ETag),
                Size = part.Size,
            });
        }

        return parts;
    }

    /// <summary>Completes the upload, unless it has been completed before.</summary>
    /// <param name="completion">The upload.</param>
    /// <param name="markAsync">Called before the object is stored, if it is to be stored.</param>
    /// <param name="cancellationToken">Cancels the call until the object is stored.</param>
    /// <returns>
    /// The object's size, or null if the upload is missing, so that only the object itself can show whether it was
    /// completed.
    /// </returns>
    /// <exception cref="UploadRejectedException">
    /// Parts are missing, and the upload stays; or they are too large, and the upload is aborted.
    /// </exception>
    internal async Task<long?> CompleteAsync(
        Completion completion, Func<Task>? markAsync, CancellationToken cancellationToken)
    {
        var (key, ticket, named) = (completion.Key, completion.Ticket, completion.Parts);
        IReadOnlyList<UploadedPart> received;
        try
        {
            received = await ListAsync(ticket, cancellationToken).ConfigureAwait(false);
        }
        catch (S3StoreException failure) when (failure.IsMissing)
        {
            return null;
        }

        var parts = named is { Count: > 0 } ? Select(received, named) : received;
        var size = parts.Sum(part => part.Size ?? 0);
        await RequireSizeAsync(key, ticket, parts.Count, size).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await (markAsync?.Invoke() ?? Task.CompletedTask).ConfigureAwait(false);
        var etags = parts.Select(part => new PartETag(part.Number, part.ETag)).ToList();
        if (await CompleteAsync(new CompleteParts(key, ticket.UploadId!, etags, size)).ConfigureAwait(false))
        {
            await new TagRepair(caller).RepeatAsync(key, ticket.Tags).ConfigureAwait(false);
        }

        return size;
    }

    private static List<UploadedPart> Select(
        IReadOnlyList<UploadedPart> received, IReadOnlyCollection<UploadedPart> named)
    {
        var byNumber = received.ToDictionary(part => part.Number);
        foreach (var part in named)
        {
            if (!byNumber.TryGetValue(part.Number, out var found))
            {
                throw Incomplete($"Part {part.Number} is missing. Send it, then complete the upload again.");
            }

            if (found.ETag != EntityTag.Quoted(part.ETag))
            {
                throw Incomplete(
                    $"Part {part.Number} has another ETag than the one named. Name the part as it was sent last, or " +
                    "send it again.");
            }
        }

        return named.Select(part => part.Number).Distinct().Order().Select(number => byNumber[number]).ToList();
    }

    private async Task RequireSizeAsync(ObjectKey key, DirectUploadTicket ticket, int count, long size)
    {
        if (size > ticket.MaxSize)
        {
            await AbortAsync(key, ticket, UploadRules.TooLarge(ticket.MaxSize, $"{size} bytes")).ConfigureAwait(false);
        }

        if (size > ticket.Size)
        {
            var rejection = DirectUploadVerifier.OtherSize(ticket.Size.Value, size);
            await AbortAsync(key, ticket, rejection).ConfigureAwait(false);
        }

        if (count == 0)
        {
            throw Incomplete(
                "There are no parts. Send the file, an empty one as one empty part, then complete the upload again.");
        }

        if (size < ticket.Size)
        {
            throw Incomplete(
                $"The parts have {size} of {ticket.Size} bytes. Send the missing parts, then complete the upload " +
                "again.");
        }
    }

    /// <exception cref="UploadRejectedException">Always thrown: <paramref name="rejection"/>.</exception>
    private async Task AbortAsync(ObjectKey key, DirectUploadTicket ticket, UploadRejectedException rejection)
    {
        await new MultipartCleanup(caller, rejection).RemoveAsync(key, ticket.UploadId!).ConfigureAwait(false);
        throw rejection;
    }

    // Whether this call completed the upload. If the upload is missing, another caller may have done so; the verifier
    // looks for the object next. After any other failure the upload stays and can be completed again.
    private async Task<bool> CompleteAsync(CompleteParts parts)
    {
        try
        {
            var isMissing = false;
            await new MultipartCompletion(caller, _verifier).CompleteAsync(
                parts,
                failure => (isMissing = failure.IsMissing)
                    ? Task.FromResult<string?>("")
                    : _verifier.FindAnyAsync(parts.Key, failure)).ConfigureAwait(false);
            return !isMissing;
        }
        catch (S3StoreException failure) when (failure.ErrorCode is "InvalidPart")
        {
            throw Incomplete("A part was sent again while the upload was being completed. Complete it again.");
        }
        catch (S3StoreException failure) when (failure.ErrorCode is "EntityTooSmall")
        {
            throw Incomplete(
                "A part other than the last is smaller than the store accepts, usually 5 MiB. Send larger parts, " +
                "then complete the upload again.");
        }
    }

    private static UploadRejectedException Incomplete(string message) => new(UploadRejectionReason.Incomplete, message);
}
