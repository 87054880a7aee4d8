namespace Discovitas.S3.Reading;

/// <summary>A part of the caller's own bytes, not copied.</summary>
internal sealed class MemoryPart(int number, bool isLast, ReadOnlyMemory<byte> bytes)
    : Part(number, isLast, bytes.Length, System.IO.Hashing.Crc32.HashToUInt32(bytes.Span))
{
    internal override int ReadAt(long offset, Span<byte> destination)
    {
        var rest = bytes.Span[(int)offset..];
        var count = Math.Min(rest.Length, destination.Length);
        rest[..count].CopyTo(destination);
        return count;
    }
}
