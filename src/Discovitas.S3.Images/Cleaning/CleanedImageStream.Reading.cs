using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Cleaning;

/// <content>How bytes come from the source.</content>
internal sealed partial class CleanedImageStream
{
    // Fewer bytes are read together with those that follow them.
    private const int LeastStraight = 4096;

    // Goes on until there is a byte for the caller; 0 at the end.
    private async ValueTask<int> WriteAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        while (true)
        {
            var written = WriteHeld(buffer.Span, out var missing);
            if (written > 0)
            {
                return written;
            }

            if (missing == 0)
            {
                // The stream is disposed only when its bytes are stored.
                _source.Dispose();
                return 0;
            }

            if (SpaceForStraight(buffer.Length) >= LeastStraight)
            {
                written = await ReadStraightAsync(buffer, cancellationToken).ConfigureAwait(false);
                if (written > 0)
                {
                    return written;
                }
            }
            else if (!await FillAsync(missing, cancellationToken).ConfigureAwait(false))
            {
                return 0;
            }
        }
    }

    // All that needs no further bytes of the source at once: most steps of a header write a few bytes.
    private int WriteHeld(Span<byte> buffer, out int missing)
    {
        missing = 0;
        var total = 0;
        while (total < buffer.Length && Advance(buffer[total..], out missing) is > 0 and var written)
        {
            total += written;
        }

        return total;
    }

    // How much can be read into the caller's memory: the rest of a copy, and any number of bytes of a run.
    private int SpaceForStraight(int most) =>
        !_source.Bytes.IsEmpty ? 0
        : _copy == 0 && _skip == 0 && _runs ? most
        : (int)Math.Min(_copy, most);

    // The pixels are most of a file: they are not copied twice. Sources return small pieces: as many are read at once
    // as there is room for, so that the streams above are not called for each.
    private async ValueTask<int> ReadStraightAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var total = 0;
        while (SpaceForStraight(buffer.Length - total) is >= LeastStraight and var space)
        {
            var piece = buffer.Slice(total, space);
            var read = await _source.ReadStraightAsync(piece, cancellationToken).ConfigureAwait(false);
            if (!CanGoOn(read > 0))
            {
                (_step, _copy) = (Steps.Step.Done, 0);
                break;
            }

            total += WriteStraight(piece[..read]);
        }

        return total;
    }

    private int WriteStraight(Memory<byte> bytes)
    {
        if (_copy == 0)
        {
            return WriteInPlace(bytes);
        }

        Copied(bytes.Span);
        return bytes.Length;
    }

    // What follows a run stands behind it already. It is moved within the caller's memory, towards its start.
    private int WriteInPlace(Memory<byte> bytes)
    {
        _source.Lend(bytes);
        var written = WriteHeld(bytes.Span, out _);
        if (IsStepDone && _step.IsEnd)
        {
            _source.Advance(_source.Bytes.Length);
        }

        _source.EndLoan();
        bytes.Span[written..].Clear();
        return written;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        var isThere = await _source.FillAsync(count, cancellationToken).ConfigureAwait(false);
        if (!isThere && IsStepDone && _step.MayEnd && _source.Bytes.IsEmpty)
        {
            Begin(_machine!.Next([]));
            return true;
        }

        return CanGoOn(isThere);
    }

    // A source may only end early if the file passes as it is.
    private bool CanGoOn(bool isThere) => isThere || _machine is null
        ? isThere
        : throw BrokenImageException.EndsEarly(_machine.Format);
}
