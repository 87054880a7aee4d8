namespace Discovitas.S3.Reading;

/// <summary>A part that was read from a stream into blocks of pooled memory.</summary>
internal sealed class BufferedPart(int number, bool isLast, PartBuffer buffer)
    : Part(number, isLast, buffer.Length, buffer.Checksums())
{
    internal override int ReadAt(long offset, Span<byte> destination) => buffer.ReadAt(offset, destination);

    internal override ValueTask<ReadOnlyMemory<byte>> PieceAsync(
        long offset, Memory<byte> space, CancellationToken cancellationToken) =>
        ValueTask.FromResult(buffer.PieceAt(offset));

    public override void Dispose()
    {
        base.Dispose();
        buffer.Free(isInUse: IsBeingSent);
    }
}
