using System.Buffers;
using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>
/// The bytes that were read ahead of what is asked for: some KiB, in pooled memory, and none while bytes are read past
/// the buffer. Those that were read past it can be lent for a while.
/// </summary>
/// <param name="source">What is read.</param>
internal sealed class SourceBuffer(Stream source) : IDisposable
{
    /// <summary>The most that is read ahead.</summary>
    internal const int Size = 16 * 1024;

    private byte[] _rented = [];
    private Memory<byte> _bytes;
    private int _start;
    private int _end;
    private bool _isReading;

    /// <summary>Gets the bytes that are there.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.Span[_start.._end];

    /// <summary>Tells the format of the file, at its start. A file that is shorter has none.</summary>
    internal async ValueTask<ImageFormat> DetectAsync(CancellationToken cancellationToken)
    {
        if (await FillAsync(FormatDetection.Length, cancellationToken).ConfigureAwait(false))
        {
            await FillAsync(FormatDetection.LengthFor(Bytes), cancellationToken).ConfigureAwait(false);
        }

        return FormatDetection.Detect(Bytes);
    }

    /// <summary>Gets whether no byte can be added.</summary>
    internal bool IsFull => _end - _start >= Size;

    /// <summary>Drops bytes that were used.</summary>
    internal void Advance(int count) => _start += count;

    /// <summary>Lends bytes to the buffer, which is empty: they were read past it.</summary>
    internal void Lend(Memory<byte> bytes) => (_bytes, _start, _end) = (bytes, 0, bytes.Length);

    /// <summary>Keeps a copy of those lent bytes that were not used.</summary>
    internal void EndLoan()
    {
        var unused = _bytes[_start.._end];
        (_bytes, _start, _end) = (default, 0, 0);
        if (!unused.IsEmpty)
        {
            Rent(Math.Max(Size, unused.Length));
            unused.CopyTo(_bytes);
            _end = unused.Length;
        }
    }

    /// <summary>Reads past the buffer, which is empty.</summary>
    internal ValueTask<int> ReadStraightAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        Return();
        return source.ReadAsync(buffer, cancellationToken);
    }

    /// <summary>Reads until so many bytes are there; false if the source ends before.</summary>
    internal async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        if (_end - _start >= count)
        {
            return true;
        }

        if (_bytes.IsEmpty)
        {
            Rent(Size);
        }

        Bytes.CopyTo(_bytes.Span);
        (_start, _end) = (0, _end - _start);
        while (_end < count)
        {
            _isReading = true;
            var read = await source.ReadAsync(_bytes[_end..], cancellationToken).ConfigureAwait(false);
            _isReading = false;
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }

    public void Dispose() => Return();

    private void Rent(int length)
    {
        Return();
        _bytes = _rented = ArrayPool<byte>.Shared.Rent(length);
    }

    // A source may still write to the memory after a read has failed: then the garbage collector frees it.
    private void Return()
    {
        if (_rented.Length > 0 && !_isReading)
        {
            ArrayPool<byte>.Shared.Return(_rented);
        }

        (_rented, _bytes, _start, _end, _isReading) = ([], default, 0, 0, false);
    }
}
