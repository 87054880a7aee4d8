namespace Discovitas.S3.TestSupport.Streams;

/// <summary>A stream of zeros, before whose first byte something happens.</summary>
public sealed class ActingStream(int length, Func<Task> actAsync) : ReadOnlyStream
{
    private int _read;

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_read == 0)
        {
            await actAsync();
        }

        var count = Math.Min(buffer.Length, length - _read);
        buffer.Span[..count].Clear();
        _read += count;
        return count;
    }
}
