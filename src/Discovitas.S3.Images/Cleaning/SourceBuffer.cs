using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>The bytes that were read ahead of what is asked for: some KiB.</summary>
/// <param name="source">What is read.</param>
internal sealed class SourceBuffer(Stream source)
{
    internal const int Size = 16 * 1024;

    private readonly byte[] _bytes = new byte[Size];
    private int _start;
    private int _end;

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

    /// <summary>Drops bytes that were used.</summary>
    internal void Advance(int count) => _start += count;

    /// <summary>Puts back bytes that were read past the buffer, which is empty.</summary>
    internal void PutBack(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_bytes);
        (_start, _end) = (0, bytes.Length);
    }

    /// <summary>Reads past the buffer, which is empty.</summary>
    internal ValueTask<int> ReadStraightAsync(Memory<byte> buffer, CancellationToken cancellationToken) =>
        source.ReadAsync(buffer, cancellationToken);

    /// <summary>Reads until so many bytes are there; false if the source ends before.</summary>
    internal async ValueTask<bool> FillAsync(int count, CancellationToken cancellationToken)
    {
        if (_end - _start >= count)
        {
            return true;
        }

        Bytes.CopyTo(_bytes);
        (_start, _end) = (0, _end - _start);
        while (_end < count)
        {
            var read = await source.ReadAsync(_bytes.AsMemory(_end), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                return false;
            }

            _end += read;
        }

        return true;
    }
}
