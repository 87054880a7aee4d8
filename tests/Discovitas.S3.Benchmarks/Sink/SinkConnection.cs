namespace Discovitas.S3.Benchmarks.Sink;

/// <summary>
/// One connection: a request's head is parsed, its body thrown away in large pieces, and the answer sent.
/// </summary>
internal sealed class SinkConnection(Stream stream)
{
    private const int BufferSize = 128 * 1024;

    private static readonly byte[] Continue = "HTTP/1.1 100 Continue\r\n\r\n"u8.ToArray();

    private readonly byte[] _buffer = new byte[BufferSize];
    private int _start;
    private int _end;

    internal async Task RunAsync()
    {
        while (await ReadHeadAsync() is { } head)
        {
            if (head.ExpectsContinue)
            {
                await stream.WriteAsync(Continue);
            }

            if (!await DrainAsync(head.ContentLength))
            {
                return;
            }

            await stream.WriteAsync(SinkAnswer.To(head));
        }
    }

    private async Task<SinkRequest?> ReadHeadAsync()
    {
        while (true)
        {
            var length = _buffer.AsSpan(_start, _end - _start).IndexOf("\r\n\r\n"u8);
            if (length >= 0)
            {
                var head = SinkRequest.Parse(_buffer.AsSpan(_start, length));
                _start += length + 4;
                return head;
            }

            if (!await ReadMoreAsync())
            {
                return null;
            }
        }
    }

    private async Task<bool> ReadMoreAsync()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        var count = await stream.ReadAsync(_buffer.AsMemory(_end));
        _end += count;
        return count > 0;
    }

    private async Task<bool> DrainAsync(long length)
    {
        var held = (int)Math.Min(length, _end - _start);
        _start += held;
        for (var rest = length - held; rest > 0;)
        {
            // Nothing is held any more: the whole buffer is free.
            var count = await stream.ReadAsync(_buffer.AsMemory(0, (int)Math.Min(rest, BufferSize)));
            if (count == 0)
            {
                return false;
            }

            rest -= count;
        }

        return true;
    }
}
