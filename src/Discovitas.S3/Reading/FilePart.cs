using Microsoft.Win32.SafeHandles;

namespace Discovitas.S3.Reading;

/// <summary>A stretch of a file, read from the disk each time it is sent and not held in memory.</summary>
internal sealed class FilePart(int number, bool isLast, SafeFileHandle file, long start, long length, uint crc32)
    : Part(number, isLast, length, crc32)
{
    internal override int ReadAt(long offset, Span<byte> destination) =>
        RandomAccess.Read(file, Within(offset, destination), start + offset);

    internal override ValueTask<int> ReadAtAsync(long offset, Memory<byte> destination, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(file, destination[..Rest(offset, destination.Length)], start + offset, cancellationToken);

    private Span<byte> Within(long offset, Span<byte> destination) => destination[..Rest(offset, destination.Length)];

    private int Rest(long offset, int most) => (int)Math.Min(most, Length - offset);
}
