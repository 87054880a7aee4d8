using Amazon.S3.Model;
using Discovitas.S3.Addressing;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;
using Microsoft.Extensions.Logging;

namespace Discovitas.S3.Direct;

/// <summary>
/// Looks at what a client has stored. What does not agree with the ticket is deleted: the signature fixes much of it, but not on every store,
/// and never the bytes.
/// </summary>
internal sealed class DirectUploadVerifier(S3Caller caller, ObjectAddresses addresses, ILogger logger)
{
    private readonly StoredObjects _objects = new(caller);
    private readonly UploadVerifier _verifier = new(caller, logger);

    /// <param name="key">The file.</param>
    /// <param name="ticket">What was granted.</param>
    /// <param name="size">The size that it must have, if it is known.</param>
    /// <param name="cancellationToken">Ends the call, but not the deletion of what was refused.</param>
    /// <exception cref="UploadRejectedException">Nothing has arrived, or not what was granted; then it is deleted.</exception>
    internal async Task<StoredFile> CheckAsync(ObjectKey key, DirectUploadTicket ticket, long? size, CancellationToken cancellationToken)
    {
        var found = await _verifier.LookAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw new UploadRejectedException(UploadRejectionReason.Incomplete, "The file has not arrived, or its upload was given up. Send it, then complete the upload.");
        await RequireDispositionAsync(key, found, ticket).ConfigureAwait(false);
        try
        {
            RequireSize(found.ContentLength, ticket.MaxSize, size);
            await RequireTypeAsync(key, found, ticket, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadRejectedException)
        {
            await _verifier.RemoveAsync(key).ConfigureAwait(false);
            throw;
        }

        return new StoredFile
        {
            Key = key.Value,
            Url = addresses.PublicUrl(key),
            Size = found.ContentLength,
            ContentType = ticket.ContentType,
            ETag = EntityTag.Quoted(found.ETag),
            ChecksumCrc32 = WholeCrc32(found),
        };
    }

    // What a browser would run always has one (Writing.ContentDisposition). Ceph (16.2) drops that of a form, and Cache-Control with it.
    private async Task RequireDispositionAsync(ObjectKey key, GetObjectMetadataResponse found, DirectUploadTicket ticket)
    {
        if (MediaType.TryParse(ticket.ContentType, out var type) && type.IsRunnable && string.IsNullOrEmpty(found.Headers.ContentDisposition))
        {
            await _verifier.RemoveAsync(key).ConfigureAwait(false);
            throw new S3StoreException($"The store dropped the Content-Disposition of the form, key {key}, without which a browser would run the file; it is removed. Set S3:HasPostPolicy to false: then headers are signed and kept.") { Key = key.Value };
        }
    }

    private static void RequireSize(long found, long limit, long? expected)
    {
        if (found > limit)
        {
            throw UploadRules.TooLarge(limit, $"{found} bytes");
        }

        if (expected is { } size && found != size)
        {
            throw OtherSize(size, found);
        }
    }

    internal static UploadRejectedException OtherSize(long expected, long found) => new(
        UploadRejectionReason.LengthMismatch,
        $"The file was to be {expected} bytes, and {found} have arrived. They are not kept, because one of the two is wrong. Send the file again.",
        $"{expected} bytes",
        $"{found} bytes");

    private async Task RequireTypeAsync(ObjectKey key, GetObjectMetadataResponse found, DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        var type = found.Headers.ContentType ?? "";
        if (!string.Equals(type, ticket.ContentType, StringComparison.OrdinalIgnoreCase))
        {
            throw new UploadRejectedException(
                UploadRejectionReason.ContentTypeMismatch,
                $"The file was to be stored as {ticket.ContentType}, and was sent as {LogSafe.Quote(type)}. Send it with the headers or fields that were given.",
                ticket.ContentType,
                LogSafe.Quote(type));
        }

        if (ticket.ChecksBytes)
        {
            UploadRules.CheckBytes(MediaType.Parse(ticket.ContentType), await StartAsync(key, found.ContentLength, cancellationToken).ConfigureAwait(false));
        }
    }

    private async Task<byte[]> StartAsync(ObjectKey key, long size, CancellationToken cancellationToken)
    {
        // An empty object has no range that could be asked for.
        if (size == 0)
        {
            return [];
        }

        var start = new byte[Math.Min(size, FileTypes.StartLength)];
        var file = await _objects.OpenAsync(key, 0, start.Length, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var count = await file.Content.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return start[..count];
        }
    }

    // That of a multipart upload may be one of the parts' checksums ("…-3"), which says nothing of the whole.
    private static string? WholeCrc32(GetObjectMetadataResponse found) =>
        found.ChecksumCRC32 is { } crc32 && !crc32.Contains('-', StringComparison.Ordinal) ? crc32 : null;
}
