using Microsoft.Win32.SafeHandles;

namespace Discovitas.S3.Reading;

/// <summary>A range of a file, read from the disk each time it is sent and not held in memory.</summary>
/// <param name="range">The range.</param>
/// <param name="file">The file.</param>
/// <param name="checksums">The checksums of the bytes as they were read first.</param>
/// <param name="requireSame">
/// Throws if its argument is false: then the file has changed since it was read first.
/// </param>
internal sealed class FilePart(FileRange range, SafeFileHandle file, PartChecksums checksums, Action<bool> requireSame)
    : Part(range.Number, range.IsLast, range.Length, checksums)
{
    internal override bool NeedsSpace => true;

    internal override int ReadAt(long offset, Span<byte> destination)
    {
        var rest = destination[..Rest(offset, destination.Length)];
        return Checked(RandomAccess.Read(file, rest, range.Start + offset), offset);
    }

    internal override async ValueTask<int> ReadAtAsync(
        long offset, Memory<byte> destination, CancellationToken cancellationToken)
    {
        var rest = destination[..Rest(offset, destination.Length)];
        var count = await RandomAccess.ReadAsync(file, rest, range.Start + offset, cancellationToken)
            .ConfigureAwait(false);
        return Checked(count, offset);
    }

    internal override async ValueTask<ReadOnlyMemory<byte>> PieceAsync(
        long offset, Memory<byte> space, CancellationToken cancellationToken) =>
        space[..await ReadAtAsync(offset, space, cancellationToken).ConfigureAwait(false)];

    private int Checked(int count, long offset)
    {
        requireSame(count > 0 || offset == Length);
        return count;
    }

    private int Rest(long offset, int most) => (int)Math.Min(most, Length - offset);
}
