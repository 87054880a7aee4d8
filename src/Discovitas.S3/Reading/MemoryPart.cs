namespace Discovitas.S3.Reading;

/// <summary>A part of the caller's own bytes, which are not copied.</summary>
internal sealed class MemoryPart(int number, bool isLast, ReadOnlyMemory<byte> bytes, PartChecksums checksums)
    : Part(number, isLast, bytes.Length, checksums)
{
    internal override ValueTask<ReadOnlyMemory<byte>> PieceAsync(
        long offset, Memory<byte> space, CancellationToken cancellationToken) =>
        ValueTask.FromResult(bytes[(int)offset..]);

    internal override int ReadAt(long offset, Span<byte> destination)
    {
        var rest = bytes.Span[(int)offset..];
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        return count;
    }
}
