using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Lets a fault change staged bytes, and describes what is staged after that.</summary>
internal static class StagedBytes
{
    /// <summary>Returns a body received in one piece as it will be stored.</summary>
    internal static async Task<ReceivedBody> ChangeAsync(S3Exchange exchange, Stream staged, ReceivedBody body)
    {
        if (exchange.Context.ChangeStaged is not { } change)
        {
            return body;
        }

        await change(staged, exchange.Aborted).ConfigureAwait(false);
        return await HashAsync(staged, body.Length, body.Checksum, exchange.Aborted).ConfigureAwait(false);
    }

    /// <summary>
    /// Changes an object made of parts. Returns the checksum of the whole, and replaces the first part, which has the
    /// change.
    /// </summary>
    internal static async Task<Checksum?> ChangeAsync(
        S3Exchange exchange, Stream staged, List<PartMetadata> parts, Checksum? whole)
    {
        if (exchange.Context.ChangeStaged is not { } change)
        {
            return whole;
        }

        await change(staged, exchange.Aborted).ConfigureAwait(false);
        var first = await HashAsync(staged, parts[0].Size, parts[0].Checksum, exchange.Aborted).ConfigureAwait(false);
        parts[0] = parts[0] with { ETag = ObjectWrite.ETag(first.Md5), Checksum = first.Checksum };
        return (await HashAsync(staged, staged.Length, whole, exchange.Aborted).ConfigureAwait(false)).Checksum;
    }

    private static async Task<ReceivedBody> HashAsync(
        Stream staged, long length, Checksum? like, CancellationToken cancellationToken)
    {
        using var hashes = new BodyHashes(withSha256: false, ChecksumAlgorithm.FromName(like?.Algorithm));
        var buffer = new byte[128 * 1024];
        staged.Position = 0;
        for (int count; length > 0; length -= count)
        {
            var piece = buffer.AsMemory(0, (int)Math.Min(buffer.Length, length));
            count = await staged.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
            hashes.Append(piece.Span[..count]);
        }

        return hashes.Finish(sha256: null, md5: null, checksum: null);
    }
}
