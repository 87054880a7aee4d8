using Microsoft.Win32.SafeHandles;

namespace Discovitas.S3.Reading;

/// <summary>A range of a file, read from the disk each time it is sent and not held in memory.</summary>
/// <param name="range">Which bytes.</param>
/// <param name="file">The file.</param>
/// <param name="checksums">Of these bytes, as they were read first.</param>
/// <param name="requireSame">Throws when told that the file is no longer what was read first.</param>
internal sealed class FilePart(FileRange range, SafeFileHandle file, PartChecksums checksums, Action<bool> requireSame)
    : Part(range.Number, range.IsLast, range.Length, checksums)
{
    internal override bool NeedsSpace => true;

    internal override int ReadAt(long offset, Span<byte> destination) =>
        Came(RandomAccess.Read(file, destination[..Rest(offset, destination.Length)], range.Start + offset), offset);

    internal override async ValueTask<int> ReadAtAsync(
        long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        Came(await RandomAccess.ReadAsync(file, destination[..Rest(offset, destination.Length)], range.Start
            + offset, cancellationToken).ConfigureAwait(false), offset);

    internal override async ValueTask<ReadOnlyMemory<byte>> PieceAsync(
        long offset, Memory<byte> space, CancellationToken cancellationToken) =>
        space[..await ReadAtAsync(offset, space, cancellationToken).ConfigureAwait(false)];

    private int Came(int count, long offset)
    {
        requireSame(count > 0 || offset == Length);
        return count;
    }

    private int Rest(long offset, int most) => (int)Math.Min(most, Length - offset);
}
