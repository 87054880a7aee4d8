namespace Discovitas.S3.Tests.Reading;

/// <summary>A stream that gives at most so many bytes at a time, as a slow network does.</summary>
internal sealed class TricklingStream(byte[] bytes, int mostAtOnce) : MemoryStream(bytes)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, mostAtOnce)], cancellationToken);
}
