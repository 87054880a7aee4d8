using Discovitas.S3.Images.Cleaning;
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
    // Most JPEGs state their size within what it holds.
    private readonly SourceBuffer _ahead = new(content);
    private bool _hasEnded;

    /// <summary>Reads ahead until the file's kind and size are known, as far as there is room.</summary>
    /// <exception cref="UploadRejectedException">The file breaks a rule.</exception>
    internal async ValueTask BeginAsync(CancellationToken cancellationToken)
    {
        _hasEnded = !await _ahead.FillAsync(ImageCheck.StartLength, cancellationToken).ConfigureAwait(false);
        check.Begin(_ahead.Bytes);
        check.Append(_ahead.Bytes);
        while (check.AwaitsSize && !_hasEnded && !_ahead.IsFull)
        {
            var held = _ahead.Bytes.Length;
            _hasEnded = !await _ahead.FillAsync(held + 1, cancellationToken).ConfigureAwait(false);
            check.Append(_ahead.Bytes[held..]);
        }
    }

    // Most reads are completed at once: then nothing is awaited.
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!_ahead.Bytes.IsEmpty)
        {
            return new(TakeAhead(buffer.Span));
        }

        if (_hasEnded || buffer.IsEmpty)
        {
            return new(0);
        }

        var reading = _ahead.ReadStraightAsync(buffer, cancellationToken);
        return reading.IsCompletedSuccessfully ? new(Watch(buffer, reading.Result)) : WatchAsync(buffer, reading);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _ahead.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<int> WatchAsync(Memory<byte> buffer, ValueTask<int> reading) =>
        Watch(buffer, await reading.ConfigureAwait(false));

    private int Watch(Memory<byte> buffer, int count)
    {
        check.Append(buffer.Span[..count]);
        return count;
    }

    private int TakeAhead(Span<byte> buffer)
    {
        var count = Math.Min(_ahead.Bytes.Length, buffer.Length);
        _ahead.Bytes[..count].CopyTo(buffer);
        _ahead.Advance(count);
        return count;
    }
}
