using Discovitas.S3.Rules;
using Discovitas.S3.Text;

namespace Discovitas.S3.Reading;

/// <summary>Divides content into parts, in order and one at a time, and counts the bytes.</summary>
internal abstract class PartReader(PartPlan plan) : IDisposable
{
    /// <summary>
    /// Gets the number of bytes that the content states, or null. It is compared with the bytes read, and never relied
    /// on.
    /// </summary>
    internal abstract long? KnownLength { get; }

    protected PartPlan Plan { get; } = plan;

    /// <summary>Gets the number of bytes read so far.</summary>
    internal long BytesRead { get; private set; }

    /// <summary>
    /// Gets or sets how many bytes the quota of the file's folder leaves for it; null if that is checked already.
    /// </summary>
    internal long? QuotaLeft { get; set; }

    private int NextNumber { get; set; } = 1;

    private Part? Peeked { get; set; }

    /// <summary>Returns the next part. The first may be empty; after the last there is none.</summary>
    /// <exception cref="UploadRejectedException">
    /// There are too many bytes, or a number other than the content states.
    /// </exception>
    internal async ValueTask<Part> NextAsync(CancellationToken cancellationToken)
    {
        if (Peeked is { } peeked)
        {
            Peeked = null;
            return peeked;
        }

        if (KnownLength > Plan.MaxFileSize)
        {
            throw UploadRules.TooLarge(Plan.MaxFileSize, $"{KnownLength} bytes");
        }

        if (NextNumber > PartPlan.MaxParts)
        {
            throw UploadRules.TooLarge(
                Plan.MaxFileSize,
                $"a stream of unknown length that does not fit into {PartPlan.MaxParts} parts; raise S3:PartSize " +
                "for such streams");
        }

        // One byte over the limit is enough to reject the file, without waiting for a whole part.
        var most = Math.Min(Plan.SizeOfPart(NextNumber, KnownLength), Plan.MaxFileSize - BytesRead + 1);
        var part = await ReadAsync(NextNumber++, most, cancellationToken).ConfigureAwait(false);
        BytesRead += part.Length;
        try
        {
            RequireLimits(part);
            return part;
        }
        catch
        {
            part.Dispose();
            throw;
        }
    }

    /// <summary>Returns at most <paramref name="count"/> of the first bytes, which stay in the first part.</summary>
    /// <inheritdoc cref="NextAsync"/>
    internal async ValueTask<ReadOnlyMemory<byte>> PeekAsync(int count, CancellationToken cancellationToken)
    {
        Peeked = await NextAsync(cancellationToken).ConfigureAwait(false);
        var start = new byte[Math.Min(count, Peeked.Length)];
        var held = 0;
        for (var read = -1; read != 0 && held < start.Length; held += read)
        {
            read = Peeked.ReadAt(held, start.AsSpan(held));
        }

        return start.AsMemory(0, held);
    }

    /// <summary>Returns the number of bytes if they fit into one part, which is read now; otherwise null.</summary>
    /// <inheritdoc cref="NextAsync"/>
    internal async ValueTask<long?> PeekLengthAsync(CancellationToken cancellationToken)
    {
        await PeekAsync(0, cancellationToken).ConfigureAwait(false);
        return Peeked!.IsLast ? Peeked.Length : null;
    }

    /// <summary>Checks the first bytes against the content type, if the rules require that.</summary>
    /// <exception cref="UploadRejectedException">The bytes are of another type.</exception>
    internal async ValueTask RequireTypeAsync(UploadRules rules, MediaType type, CancellationToken cancellationToken)
    {
        if (rules.ChecksBytes)
        {
            var start = await PeekAsync(FileTypes.StartLength, cancellationToken).ConfigureAwait(false);
            UploadRules.CheckBytes(type, start.Span);
        }
    }

    /// <summary>Reads exactly <paramref name="size"/> bytes, or the rest if it is shorter.</summary>
    protected abstract ValueTask<Part> ReadAsync(int number, long size, CancellationToken cancellationToken);

    /// <summary>Throws if the content has changed since it was read. Called before the upload is completed.</summary>
    /// <param name="crc32">The checksum of all bytes that were read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    internal virtual ValueTask RequireUnchangedAsync(uint crc32, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask;

    public virtual void Dispose() => Peeked?.Dispose();

    private void RequireLimits(Part part)
    {
        if (BytesRead > Plan.MaxFileSize)
        {
            throw UploadRules.TooLarge(Plan.MaxFileSize, $"more than {Plan.MaxFileSize} bytes");
        }

        if (BytesRead > QuotaLeft)
        {
            throw QuotaRules.Exceeded($"{QuotaLeft} bytes that are left", "more");
        }

        if (KnownLength is { } stated && (BytesRead > stated || (part.IsLast && BytesRead < stated)))
        {
            throw UploadRules.OtherLength(stated, part.IsLast ? $"{BytesRead} bytes" : "more");
        }
    }
}
