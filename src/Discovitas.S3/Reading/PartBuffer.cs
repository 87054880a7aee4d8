using System.Buffers;

namespace Discovitas.S3.Reading;

/// <summary>
/// Memory for one part, in blocks that are added as the bytes arrive, so that a part takes little more memory than it
/// has bytes, and nothing is copied as it grows. The first block is small and pooled, for the many uploads that have
/// only a few bytes, or have stopped; the blocks up to 1 MiB are larger, and all others have 1 MiB.
/// </summary>
/// <param name="capacity">The most bytes that will be added.</param>
/// <param name="withSha256">Whether the part's SHA-256 is needed.</param>
/// <param name="memory">The memory that the part shares with all others; null for memory of its own.</param>
internal sealed class PartBuffer(long capacity, bool withSha256 = false, UploadMemory? memory = null) : IDisposable
{
    internal const int FirstBlock = 16 * 1024;

    private const int SecondEnd = 256 * 1024;
    private const int BlockSize = (int)S3Settings.Mebibyte;

    private readonly List<Memory<byte>> _blocks = [];
    private readonly List<NativeBlock> _native = [];
    private readonly RunningChecksums _checksums = new(withSha256);
    private readonly MemoryClaim _claim = new(memory ?? new UploadMemory(long.MaxValue), capacity);
    private byte[]? _first;
    private long _end;

    internal long Length { get; private set; }

    /// <summary>Returns the checksums of all bytes, after which none is added. Can be called once.</summary>
    internal PartChecksums Checksums()
    {
        _claim.Complete();
        return _checksums.Finish();
    }

    internal async ValueTask AddAsync(byte value, CancellationToken cancellationToken)
    {
        (await FreeSpaceAsync(cancellationToken).ConfigureAwait(false)).Span[0] = value;
        Take(1);
    }

    /// <summary>Reads until the buffer is full, and returns false if the stream ends first.</summary>
    internal async ValueTask<bool> FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (Length < capacity)
        {
            var space = await FreeSpaceAsync(cancellationToken).ConfigureAwait(false);
            int count;
            try
            {
                count = await stream.ReadAsync(space, cancellationToken).ConfigureAwait(false);
            }
            catch
            {
                LeaveLastBlock();
                throw;
            }

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

    /// <summary>Releases the memory. Nobody may read the bytes any more.</summary>
    public void Dispose()
    {
        if (_first is not null)
        {
            ArrayPool<byte>.Shared.Return(_first);
        }

        _native.ForEach(BlockPool.Shared.Return);
        _first = null;
        _native.Clear();
        _blocks.Clear();
        _checksums.Dispose();
        _claim.Dispose();
        Length = 0;
    }

    /// <summary>Returns the contiguous bytes from <paramref name="offset"/> on.</summary>
    internal ReadOnlyMemory<byte> PieceAt(long offset)
    {
        if (offset >= Length)
        {
            return default;
        }

        var index = IndexOf(offset);
        var start = StartOf(index);
        var end = Math.Min(StartOf(index + 1), Length);
        return _blocks[index][(int)(offset - start)..(int)(end - start)];
    }

    private static int IndexOf(long offset) => offset switch
    {
        < FirstBlock => 0,
        < SecondEnd => 1,
        _ => 2 + (int)(offset / BlockSize),
    };

    private static long StartOf(int index) => index switch
    {
        0 => 0,
        1 => FirstBlock,
        2 => SecondEnd,
        _ => (index - 2L) * BlockSize,
    };

    private async ValueTask<Memory<byte>> FreeSpaceAsync(CancellationToken cancellationToken)
    {
        var index = IndexOf(Length);
        if (index == _blocks.Count)
        {
            var end = Math.Min(StartOf(index + 1), capacity);
            await _claim.GrowAsync(end - _end, cancellationToken).ConfigureAwait(false);
            _end = end;
            _blocks.Add(NewBlock((int)(StartOf(index + 1) - StartOf(index))));
        }

        var start = StartOf(index);
        return _blocks[index][(int)(Length - start)..(int)(_end - start)];
    }

    private Memory<byte> NewBlock(int size)
    {
        if (_first is null)
        {
            return _first = ArrayPool<byte>.Shared.Rent((int)Math.Min(size, capacity));
        }

        _native.Add(BlockPool.Shared.Rent(size));
        return _native[^1].Memory;
    }

    private void Take(int count)
    {
        var index = IndexOf(Length);
        var start = (int)(Length - StartOf(index));
        _checksums.Append(_blocks[index].Span.Slice(start, count));
        Length += count;
    }

    // A stream may still write to the block after it has failed: the garbage collector frees it once that is over.
    private void LeaveLastBlock()
    {
        if (_blocks.Count == 1)
        {
            _first = null;
        }
        else
        {
            _native.RemoveAt(_native.Count - 1);
        }
    }
}
