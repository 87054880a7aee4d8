using System.Buffers;

namespace Discovitas.S3.Reading;

/// <summary>
/// Memory for one part, in pooled blocks of 1 MiB, so that a part takes no more memory than it has bytes, and nothing
/// is copied as it grows.
/// </summary>
/// <param name="capacity">
/// The most bytes that will be added. Up to 1 MiB, there is one block of about that size.
/// </param>
/// <param name="withSha256">Whether the part's SHA-256 is needed.</param>
internal sealed class PartBuffer(long capacity, bool withSha256 = false) : IDisposable
{
    private const int BlockSize = 1024 * 1024;

    private readonly List<byte[]> _blocks = [];
    private readonly RunningChecksums _checksums = new(withSha256);

    internal long Length { get; private set; }

    /// <summary>Returns the checksums of all bytes. Can be called once.</summary>
    internal PartChecksums Checksums() => _checksums.Finish();

    internal void Add(byte value)
    {
        FreeSpace().Span[0] = value;
        Take(1);
    }

    /// <summary>Reads until the buffer is full, and returns false if the stream ends first.</summary>
    internal async ValueTask<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (Length < capacity)
        {
            var count = await stream.ReadAsync(FreeSpace(), cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return false;
            }

            Take(count);
        }

        return true;
    }

    internal int ReadAt(long offset, Span<byte> destination)
    {
        var held = PieceAt(offset).Span;
        var count = Math.Min(held.Length, destination.Length);
        held[..count].CopyTo(destination);
        return count;
    }

    public void Dispose() => Free(isInUse: false);

    /// <summary>
    /// Releases the memory: to the pool, or to the garbage collector if a request may still read it, so that nobody
    /// else can change it.
    /// </summary>
    internal void Free(bool isInUse)
    {
        foreach (var block in isInUse ? [] : _blocks)
        {
            ArrayPool<byte>.Shared.Return(block);
        }

        _blocks.Clear();
        _checksums.Dispose();
        Length = 0;
    }

    /// <summary>Returns the contiguous bytes from <paramref name="offset"/> on.</summary>
    internal ReadOnlyMemory<byte> PieceAt(long offset)
    {
        if (offset >= Length)
        {
            return default;
        }

        var start = (int)(offset % BlockSize);
        var count = (int)Math.Min(BlockSize - start, Length - offset);
        return _blocks[(int)(offset / BlockSize)].AsMemory(start, count);
    }

    private Memory<byte> FreeSpace()
    {
        if (Length == (long)_blocks.Count * BlockSize)
        {
            _blocks.Add(ArrayPool<byte>.Shared.Rent((int)Math.Min(BlockSize, capacity)));
        }

        var start = (int)(Length % BlockSize);
        var count = (int)Math.Min(BlockSize - start, capacity - Length);
        return _blocks[^1].AsMemory(start, count);
    }

    private void Take(int count)
    {
        var start = (int)(Length % BlockSize);
        _checksums.Append(_blocks[^1].AsSpan(start, count));
        Length += count;
    }
}
