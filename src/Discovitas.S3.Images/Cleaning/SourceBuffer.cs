using System.Buffers;
using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>
/// The bytes that were read ahead of what is asked for: some KiB, in pooled memory, and none while bytes are read past
/// the buffer.
/// </summary>
/// <param name="source">What is read.</param>
internal sealed class SourceBuffer(Stream source) : IDisposable
{
    /// <summary>The most that is read ahead.</summary>
    internal const int Size = 16 * 1024;

    /// <summary>The most that can be put back.</summary>
    internal const int MostPutBack = 64 * 1024;

    private byte[] _bytes = [];
    private int _start;
    private int _end;
    private bool _isReading;

    /// <summary>Gets the bytes that are there.</summary>
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start.._end);

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

    /// <summary>Puts back bytes that were read past the buffer, which is empty.</summary>
    internal void PutBack(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.IsEmpty)
        {
            Rent(Math.Max(Size, bytes.Length));
            bytes.CopyTo(_bytes);
            _end = bytes.Length;
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

        if (_bytes.Length == 0)
        {
            Rent(Size);
        }

        Bytes.CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        while (_end < count)
        {
            _isReading = true;
            var read = await source.ReadAsync(_bytes.AsMemory(_end), cancellationToken).ConfigureAwait(false);
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
        _bytes = ArrayPool<byte>.Shared.Rent(length);
    }

    // A source may still write to the memory after a read has failed: then the garbage collector frees it.
    private void Return()
    {
        if (_bytes.Length > 0 && !_isReading)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        (_bytes, _start, _end, _isReading) = ([], 0, 0, false);
    }
}
