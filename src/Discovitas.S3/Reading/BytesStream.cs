using Discovitas.S3.Shared;

namespace Discovitas.S3.Reading;

/// <summary>Bytes in memory as a stream.</summary>
internal sealed class BytesStream(ReadOnlyMemory<byte> bytes) : ForwardStream
{
    private ReadOnlyMemory<byte> _rest = bytes;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return ValueTask.FromResult(count);
    }
}
