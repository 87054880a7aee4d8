using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Operations;
using Discovitas.S3.Local.Payload;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Faults;

/// <summary>Changes the first byte of what is about to be stored, and tells the ETag and checksums of what is then there.</summary>
internal static class StagedDamage
{
    /// <summary>Damages a body that came in one piece.</summary>
    public static async Task<ReceivedBody> OfBodyAsync(Stream staged, ReceivedBody body, CancellationToken cancellationToken)
    {
        await ChangeAsync(staged, cancellationToken).ConfigureAwait(false);
        return await HashAsync(staged, body.Length, body.Checksum, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Damages an object made of parts, which is its first part, and with it the checksum over them all.</summary>
    public static async Task<(PartMetadata First, Checksum? Whole)> OfPartsAsync(
        Stream staged, PartMetadata first, Checksum? whole, CancellationToken cancellationToken)
    {
        await ChangeAsync(staged, cancellationToken).ConfigureAwait(false);
        var part = await HashAsync(staged, first.Size, first.Checksum, cancellationToken).ConfigureAwait(false);
        var all = await HashAsync(staged, staged.Length, whole, cancellationToken).ConfigureAwait(false);
        return (first with { ETag = ObjectWrite.ETag(part.Md5), Checksum = part.Checksum }, all.Checksum);
    }

    private static async Task ChangeAsync(Stream staged, CancellationToken cancellationToken)
    {
        var first = new byte[1];
        staged.Position = 0;
        if (await staged.ReadAsync(first, cancellationToken).ConfigureAwait(false) > 0)
        {
            first[0] ^= 1;
            staged.Position = 0;
            await staged.WriteAsync(first, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<ReceivedBody> HashAsync(Stream staged, long length, Checksum? like, CancellationToken cancellationToken)
    {
        using var hashes = new BodyHashes(withSha256: false, ChecksumAlgorithm.ByName(like?.Algorithm));
        var buffer = new byte[128 * 1024];
        staged.Position = 0;
        for (int count; length > 0; length -= count)
        {
            count = await staged.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellationToken).ConfigureAwait(false);
            hashes.Append(buffer.AsSpan(0, count));
        }

        return hashes.Finish(sha256: null, md5: null, checksum: null);
    }
}
