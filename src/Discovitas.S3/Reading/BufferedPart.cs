namespace Discovitas.S3.Reading;

/// <summary>A part that was read from a stream into memory.</summary>
internal sealed class BufferedPart(int number, bool isLast, PartBuffer buffer)
    : Part(number, isLast, buffer.Length, buffer.Checksums())
{
    internal override int ReadAt(long offset, Span<byte> destination)
    {
        if (!TryUse())
        {
            return 0;
        }

        try
        {
            return buffer.ReadAt(offset, destination);
        }
        finally
        {
            EndUse();
        }
    }

    internal override ValueTask<ReadOnlyMemory<byte>> PieceAsync(
        long offset, Memory<byte> space, CancellationToken cancellationToken) =>
        ValueTask.FromResult(buffer.PieceAt(offset));

    protected override void Free() => buffer.Dispose();
}
