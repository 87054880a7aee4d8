namespace Discovitas.S3.Reading;

/// <summary>A part copied from a stream into blocks of pooled memory.</summary>
internal sealed class BufferedPart(int number, bool isLast, PartBuffer buffer)
    : Part(number, isLast, buffer.Length, buffer.Crc32)
{
    internal override int ReadAt(long offset, Span<byte> destination) => buffer.ReadAt(offset, destination);

    public override void Dispose()
    {
        base.Dispose();
        buffer.Dispose();
    }
}
