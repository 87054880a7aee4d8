using Discovitas.S3.TestSupport.Streams;

namespace Discovitas.S3.Tests.Support;

/// <summary>A stream of one byte, while whose reading something happens.</summary>
internal sealed class ActingStream(Func<Task> actAsync) : ReadOnlyStream
{
    private bool _isRead;

    public override int Read(Span<byte> buffer) => throw new NotSupportedException();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_isRead)
        {
            return 0;
        }

        await actAsync();
        _isRead = true;
        return 1;
    }
}
