using Amazon.S3.Model;
using Discovitas.S3.Client;
using Discovitas.S3.Keys;
using Discovitas.S3.Objects;
using Discovitas.S3.Rules;
using Discovitas.S3.Text;

namespace Discovitas.S3.Direct;

/// <summary>
/// Verifies what a client has stored, and deletes what does not agree with the ticket. The signature enforces much of
/// the ticket, but not on every store, and it never covers the bytes.
/// </summary>
internal sealed class DirectUploadVerifier(S3Caller caller)
{
    private readonly ObjectReader _reader = new(caller);
    private readonly ObjectHead _head = new(caller);
    private readonly ObjectCleanup _cleanup = new(caller);

    /// <summary>Returns what the store holds, if it agrees with the ticket.</summary>
    /// <param name="key">The key under which the object is now, pending or kept.</param>
    /// <param name="ticket">What the client was allowed to send.</param>
    /// <param name="size">The exact size in bytes, if it is known.</param>
    /// <param name="cancellationToken">Cancels the call, but not the deletion of a rejected file.</param>
    /// <exception cref="UploadRejectedException">
    /// The file is missing; or it does not agree with the ticket, and is deleted.
    /// </exception>
    internal async Task<GetObjectMetadataResponse> VerifyAsync(
        ObjectKey key, DirectUploadTicket ticket, long? size, CancellationToken cancellationToken)
    {
        var found = await _head.GetWithChecksumAsync(key, cancellationToken).ConfigureAwait(false)
            ?? throw new UploadRejectedException(
                UploadRejectionReason.Incomplete,
                "The file is missing: it was not sent, or its upload was aborted. Send it, then complete the upload.");
        try
        {
            RequireSize(found.ContentLength, ticket.MaxSize, size);
            await RequireTypeAsync(key, found, ticket, cancellationToken).ConfigureAwait(false);
        }
        catch (UploadRejectedException rejection)
        {
            await _cleanup.RemoveAsync(key, rejection).ConfigureAwait(false);
            throw;
        }

        return found;
    }

    internal static UploadRejectedException OtherSize(long expected, long found) => new(
        UploadRejectionReason.LengthMismatch,
        $"The file has {found} bytes instead of {expected} bytes. It is not kept, because one of the two is wrong. " +
        "Send it again.",
        $"{expected} bytes",
        $"{found} bytes");

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

    private async Task RequireTypeAsync(
        ObjectKey key, GetObjectMetadataResponse found, DirectUploadTicket ticket, CancellationToken cancellationToken)
    {
        var type = found.Headers.ContentType ?? "";
        if (!string.Equals(type, ticket.ContentType, StringComparison.OrdinalIgnoreCase))
        {
            throw new UploadRejectedException(
                UploadRejectionReason.ContentTypeMismatch,
                $"The file was sent as {LogSafe.Quote(type)} instead of {ticket.ContentType}. Send it with exactly " +
                "the headers or fields that came with the URL.",
                ticket.ContentType,
                LogSafe.Quote(type));
        }

        if (ticket.ChecksBytes)
        {
            var start = await ReadStartAsync(key, found.ContentLength, cancellationToken).ConfigureAwait(false);
            UploadRules.CheckBytes(MediaType.Parse(ticket.ContentType), start);
        }
    }

    private async Task<byte[]> ReadStartAsync(ObjectKey key, long size, CancellationToken cancellationToken)
    {
        // An empty object has no range that could be requested.
        if (size == 0)
        {
            return [];
        }

        var start = new byte[Math.Min(size, FileTypes.StartLength)];
        var file = await _reader.OpenAsync(key, 0, start.Length, cancellationToken).ConfigureAwait(false);
        await using (file.ConfigureAwait(false))
        {
            var count = await file.Content.ReadAtLeastAsync(
                start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return start[..count];
        }
    }
}
