using System.Buffers;

namespace Discovitas.S3.Reading;

/// <summary>A part of bytes in memory, in one or more pieces, which are not copied.</summary>
internal sealed class MemoryPart(int number, bool isLast, ReadOnlySequence<byte> bytes, PartChecksums checksums)
    : Part(number, isLast, bytes.Length, checksums)
{
    internal override ValueTask<ReadOnlyMemory<byte>> PieceAsync(
        long offset, Memory<byte> space, CancellationToken cancellationToken) =>
        ValueTask.FromResult(bytes.Slice(offset).First);

    internal override int ReadAt(long offset, Span<byte> destination)
    {
        var piece = bytes.Slice(offset).FirstSpan;
        var count = Math.Min(piece.Length, destination.Length);
        piece[..count].CopyTo(destination);
        return count;
    }
}
