using System.Net;
using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;
using Discovitas.S3.Writing;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Direct;

/// <summary>
/// The parts that a client has sent. What it says of them counts for nothing but which are meant: sizes and ETags are the store's, and the
/// ETags pin at completion what was counted before.
/// </summary>
internal sealed class DirectParts(S3Caller caller, ILogger logger)
{
    private readonly UploadVerifier _verifier = new(caller, logger);

    /// <summary>All that have arrived, in the order of their numbers.</summary>
    internal async Task<IReadOnlyList<UploadedPart>> ListAsync(DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        var parts = new List<UploadedPart>();
        var request = new ListPartsRequest { BucketName = caller.Name, Key = ticket.Key, UploadId = ticket.UploadId, ExpectedBucketOwner = caller.ExpectedOwner };
        do
        {
            var page = await caller.CallAsync(ticket.Key, (s3, token) => s3.ListPartsAsync(request, token), cancellationToken).ConfigureAwait(false);
            parts.AddRange((page?.Parts ?? []).Select(part => new UploadedPart { Number = part.PartNumber ?? 0, ETag = EntityTag.Quoted(part.ETag), Size = part.Size ?? 0 }));
            request.PartNumberMarker = page is { IsTruncated: true, Parts.Count: > 0 } ? $"{page.NextPartNumberMarker ?? parts[^1].Number}" : null;
        }
        while (request.PartNumberMarker is not null);
        return parts;
    }

    /// <summary>Makes the parts one object, unless that was done before.</summary>
    /// <returns>Its size; null where there is no such upload (any more), and only the object itself can tell.</returns>
    /// <exception cref="UploadRejectedException">Parts are missing, and the upload stays; or there is too much, and it is aborted.</exception>
    internal async Task<long?> CompleteAsync(ObjectKey key, DirectUploadTicket ticket, IReadOnlyCollection<UploadedPart>? named, CancellationToken cancellationToken)
    {
        IReadOnlyList<UploadedPart> arrived;
        try
        {
            arrived = await ListAsync(ticket, cancellationToken).ConfigureAwait(false);
        }
        catch (S3StoreException gone) when (IsGone(gone))
        {
            return null;
        }

        var parts = named is { Count: > 0 } ? Named(arrived, named) : arrived;
        var size = parts.Sum(part => part.Size);
        await RequireSizeAsync(ticket, parts.Count, size).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        await CommitAsync(key, ticket, parts, size).ConfigureAwait(false);
        return size;
    }

    private static List<UploadedPart> Named(IReadOnlyList<UploadedPart> arrived, IReadOnlyCollection<UploadedPart> named)
    {
        var byNumber = arrived.ToDictionary(part => part.Number);
        foreach (var part in named)
        {
            if (!byNumber.TryGetValue(part.Number, out var found))
            {
                throw Incomplete($"Part {part.Number} has not arrived. Send it, then complete the upload again.");
            }

            if (found.ETag != EntityTag.Quoted(part.ETag))
            {
                throw Incomplete($"Part {part.Number} is not the one that was named: its ETag differs. Name what was sent last, or send it again.");
            }
        }

        return named.Select(part => part.Number).Distinct().Order().Select(number => byNumber[number]).ToList();
    }

    private async Task RequireSizeAsync(DirectUploadTicket ticket, int count, long size)
    {
        if (size > ticket.MaxSize)
        {
            await AbortAsync(ticket, UploadRules.TooLarge(ticket.MaxSize, $"{size} bytes")).ConfigureAwait(false);
        }

        if (size > ticket.Size)
        {
            await AbortAsync(ticket, DirectUploadVerifier.OtherSize(ticket.Size.Value, size)).ConfigureAwait(false);
        }

        if (count == 0)
        {
            throw Incomplete("No part has arrived. Send the file, an empty one as one empty part, then complete the upload again.");
        }

        if (size < ticket.Size)
        {
            throw Incomplete($"The file is to be {ticket.Size} bytes, and its parts are {size} so far. Send the missing ones, then complete the upload again.");
        }
    }

    /// <exception cref="UploadRejectedException">Always: the refusal that led here.</exception>
    private async Task AbortAsync(DirectUploadTicket ticket, UploadRejectedException refusal)
    {
        if (!await new MultipartCleanup(caller, logger).RemoveAsync(ticket.Key, ticket.UploadId!).ConfigureAwait(false))
        {
            LeftOver.Name(refusal, ticket.UploadId!);
        }

        throw refusal;
    }

    private async Task CommitAsync(ObjectKey key, DirectUploadTicket ticket, IReadOnlyList<UploadedPart> parts, long size)
    {
        var isOpen = false;
        var request = new CompleteMultipartUploadRequest
        {
            BucketName = caller.Name,
            Key = key.Value,
            UploadId = ticket.UploadId,
            PartETags = parts.Select(part => new PartETag(part.Number, part.ETag)).ToList(),
            MpuObjectSize = size,
            ExpectedBucketOwner = caller.ExpectedOwner,
        };
        try
        {
            await caller.CommitAsync(
                key.Value,
                async (s3, token) => UploadVerifier.OfComplete(await s3.CompleteMultipartUploadAsync(request, token).ConfigureAwait(false), key),
                failure => isOpen |= UploadVerifier.IsOpen(failure)).ConfigureAwait(false);
        }
        catch (S3StoreException failure) when (isOpen || IsGone(failure))
        {
            // An attempt whose answer was lost, or another caller, may have done it. If not, the upload stays, and can be completed again.
            if (!IsGone(failure) && await _verifier.HeadAsync(key).ConfigureAwait(false) is null)
            {
                throw;
            }
        }
        catch (S3StoreException failure) when (failure.ErrorCode is "InvalidPart")
        {
            throw Incomplete("A part was sent again while the upload was being completed. Complete it again.");
        }
        catch (S3StoreException failure) when (failure.ErrorCode is "EntityTooSmall")
        {
            throw Incomplete("A part other than the last is smaller than the store takes, which is 5 MiB as a rule. Send larger ones, then complete the upload again.");
        }
    }

    // Ceph (16.2) says NoSuchKey where it lists the parts of an upload that was completed or aborted.
    private static bool IsGone(S3StoreException failure) => failure is { StatusCode: HttpStatusCode.NotFound, ErrorCode: "NoSuchUpload" or "NoSuchKey" };

    private static UploadRejectedException Incomplete(string message) => new(UploadRejectionReason.Incomplete, message);
}
