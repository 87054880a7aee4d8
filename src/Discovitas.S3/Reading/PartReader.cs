using Discovitas.S3.Rules;
using Discovitas.S3.Text;

namespace Discovitas.S3.Reading;

/// <summary>Cuts a content into parts, in order, one at a time, and counts what comes.</summary>
internal abstract class PartReader(PartPlan plan) : IDisposable
{
    /// <summary>
    /// The bytes that the content says it has, or null. It is compared with what comes, never relied on.
    /// </summary>
    internal abstract long? KnownLength { get; }

    protected PartPlan Plan { get; } = plan;

    /// <summary>Bytes read so far.</summary>
    internal long BytesRead { get; private set; }

    private int NextNumber { get; set; } = 1;

    private Part? Peeked { get; set; }

    /// <summary>
    /// The next part. There is always a first one, perhaps empty; after the one that is last there is none.
    /// </summary>
    /// <exception cref="UploadRejectedException">Too many bytes, or not as many as promised.</exception>
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
            throw UploadRules.TooLarge(Plan.MaxFileSize, $"a stream of unknown length that does not fit into " +
                $"{PartPlan.MaxParts} parts; raise S3:PartSize for such streams");
        }

        // One byte over the limit is enough to know, so a refusal does not wait for a whole part.
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

    /// <summary>The first bytes, at most <paramref name="count"/>; they come again with the first part.</summary>
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

    /// <summary>Checks the first bytes against the claimed type, if the rules ask for that.</summary>
    /// <exception cref="UploadRejectedException">They are of another type.</exception>
    internal async ValueTask RequireTypeAsync(UploadRules rules, MediaType type, CancellationToken cancellationToken)
    {
        if (rules.ChecksBytes)
        {
            UploadRules.CheckBytes(
                type, (await PeekAsync(FileTypes.StartLength, cancellationToken).ConfigureAwait(false)).Span);
        }
    }

    /// <summary>Reads exactly <paramref name="size"/> bytes, or the rest if that is less.</summary>
    protected abstract ValueTask<Part> ReadAsync(int number, long size, CancellationToken cancellationToken);

    /// <summary>
    /// Throws if the content is no longer what was read; asked once more before the upload is completed.
    /// </summary>
    internal virtual void RequireUnchanged()
    {
    }

    public virtual void Dispose() => Peeked?.Dispose();

    private void RequireLimits(Part part)
    {
        if (BytesRead > Plan.MaxFileSize)
        {
            throw UploadRules.TooLarge(Plan.MaxFileSize, $"more than {Plan.MaxFileSize} bytes");
        }

        if (KnownLength is { } promised && (BytesRead > promised || (part.IsLast && BytesRead < promised)))
        {
            throw new UploadRejectedException(
                UploadRejectionReason.LengthMismatch,
                $"The content promised {promised} bytes and gave {(part.IsLast ? $"{BytesRead}" : "more")}. Nothing " +
                "is stored, because one of the two is wrong. Rewind or reopen the source and upload it again.",
                $"{promised} bytes",
                part.IsLast ? $"{BytesRead} bytes" : "more");
        }
    }
}
