using Discovitas.S3.Shared;

namespace Discovitas.S3.Images.Filtering;

/// <summary>
/// The bytes of a file as they are received. Each is checked before it is returned; the first ones are read ahead, so
/// that most pictures are rejected before there is anything of them to store.
/// </summary>
/// <param name="content">The file, at its start. It is not disposed.</param>
/// <param name="check">Looks at the bytes.</param>
internal sealed class WatchedStream(Stream content, ImageCheck check) : ForwardStream
{
    // Most JPEGs state their size within it.
    private const int MaxAhead = 16 * 1024;

    private byte[]? _ahead = new byte[MaxAhead];
    private int _start;
    private int _end;
    private bool _hasEnded;

    /// <summary>Reads ahead until the file's kind and size are known, as far as there is room.</summary>
    /// <exception cref="UploadRejectedException">The file breaks a rule.</exception>
    internal async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        while (_end < ImageCheck.StartLength && await ReadAheadAsync(cancellationToken).ConfigureAwait(false) > 0)
        {
            // Until there are enough bytes, or no more.
        }

        check.Begin(_ahead.AsSpan(0, _end));
        check.Append(_ahead.AsSpan(0, _end));
        while (check.AwaitsSize && await ReadAheadAsync(cancellationToken).ConfigureAwait(false) is > 0 and var count)
        {
            check.Append(_ahead.AsSpan(_end - count, count));
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_start < _end)
        {
            return TakeAhead(buffer.Span);
        }

        _ahead = null;
        if (_hasEnded || buffer.IsEmpty)
        {
            return 0;
        }

        var count = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        check.Append(buffer.Span[..count]);
        return count;
    }

    // Returns 0 at the end, and when there is no room.
    private async ValueTask<int> ReadAheadAsync(CancellationToken cancellationToken)
    {
        if (_hasEnded || _end == MaxAhead)
        {
            return 0;
        }

        var count = await content.ReadAsync(_ahead.AsMemory(_end), cancellationToken).ConfigureAwait(false);
        _end += count;
        _hasEnded = count == 0;
        return count;
    }

    private int TakeAhead(Span<byte> buffer)
    {
        var count = Math.Min(_end - _start, buffer.Length);
        _ahead.AsSpan(_start, count).CopyTo(buffer);
        _start += count;
        return count;
    }
}
