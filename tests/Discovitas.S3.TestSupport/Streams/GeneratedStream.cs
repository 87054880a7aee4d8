namespace Discovitas.S3.TestSupport.Streams;

/// <summary>So many bytes from nowhere, of unknown length, that take no memory themselves.</summary>
public sealed class GeneratedStream(long size) : ReadOnlyStream
{
    private static readonly byte[] Pattern = TestBytes.Bytes(64 * 1024);

    private long _position;

    public override int Read(Span<byte> buffer)
    {
        var count = (int)Math.Min(Math.Min(buffer.Length, Pattern.Length), size - _position);
        Pattern.AsSpan(0, count).CopyTo(buffer);
        _position += count;
        return count;
    }
}
