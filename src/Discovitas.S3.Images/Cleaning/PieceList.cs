using System.Buffers;

namespace Discovitas.S3.Images.Cleaning;

/// <summary>
/// What a picture in memory becomes: the bytes of the caller, which are not copied, and between them some of our own.
/// </summary>
internal sealed class PieceList
{
    /// <summary>The most bytes that are not the caller's.</summary>
    internal const int MostOwn = 64 * 1024;

    // Fewer bytes of the caller are copied, so that they do not become pieces of their own.
    private const int LeastBorrowed = 1024;
    private const int BlockSize = 4096;

    private readonly List<ReadOnlyMemory<byte>> _pieces = [];
    private byte[] _block = [];
    private int _start;
    private int _end;

    /// <summary>Gets how many bytes are not the caller's.</summary>
    internal int Own { get; private set; }

    /// <summary>Adds bytes of the caller.</summary>
    internal void Borrow(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < LeastBorrowed)
        {
            bytes.Span.CopyTo(Add(bytes.Length));
            return;
        }

        Close();
        _pieces.Add(bytes);
    }

    /// <summary>Adds bytes of our own, which are zero until they are written, at once.</summary>
    internal Span<byte> Add(int count)
    {
        Own += count;
        if (count > _block.Length - _end)
        {
            Close();
            (_block, _start, _end) = (new byte[Math.Max(BlockSize, count)], 0, 0);
        }

        _end += count;
        return _block.AsSpan(_end - count, count);
    }

    /// <summary>Returns all bytes. None is added afterwards.</summary>
    internal ReadOnlySequence<byte> ToSequence()
    {
        Close();
        if (_pieces.Count < 2)
        {
            return new(_pieces.FirstOrDefault());
        }

        var first = new Piece(_pieces[0], null);
        var last = _pieces.Skip(1).Aggregate(first, (before, bytes) => new(bytes, before));
        return new(first, 0, last, last.Memory.Length);
    }

    private void Close()
    {
        if (_end > _start)
        {
            _pieces.Add(_block.AsMemory(_start.._end));
            _start = _end;
        }
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        internal Piece(ReadOnlyMemory<byte> bytes, Piece? before)
        {
            Memory = bytes;
            if (before is not null)
            {
                before.Next = this;
                RunningIndex = before.RunningIndex + before.Memory.Length;
            }
        }
    }
}
