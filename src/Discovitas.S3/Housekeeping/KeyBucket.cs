namespace Discovitas.S3.Housekeeping;

/// <summary>A part of a <see cref="KeySet"/>: hashes that are sorted once all are added.</summary>
internal sealed class KeyBucket
{
    private const int BitsPerWord = 64;

    private UInt128[] _hashes = [];
    private ulong[] _marks = [];

    internal int Count { get; private set; }

    internal int Marked { get; private set; }

    internal void Add(UInt128 hash)
    {
        if (Count == _hashes.Length)
        {
            // By half, since all buckets grow at about the same time.
            Array.Resize(ref _hashes, Math.Max(8, Count + (Count / 2)));
        }

        _hashes[Count++] = hash;
    }

    /// <summary>Sorts the hashes and removes duplicates.</summary>
    internal void Seal()
    {
        var hashes = _hashes.AsSpan(0, Count);
        hashes.Sort();
        var unique = 0;
        for (var next = 0; next < hashes.Length; next++)
        {
            if (next == 0 || hashes[next] != hashes[next - 1])
            {
                hashes[unique++] = hashes[next];
            }
        }

        Count = unique;
        _marks = new ulong[(Count + BitsPerWord - 1) / BitsPerWord];
    }

    /// <summary>Returns the position of a hash, or a negative number.</summary>
    internal int Find(UInt128 hash) => _hashes.AsSpan(0, Count).BinarySearch(hash);

    internal bool HasBetween(UInt128 first, UInt128 last)
    {
        var position = Find(first);
        position = position < 0 ? ~position : position;
        return position < Count && _hashes[position] <= last;
    }

    internal bool IsMarked(int position) => (_marks[position / BitsPerWord] >> (position % BitsPerWord) & 1) != 0;

    internal void Mark(int position)
    {
        if (!IsMarked(position))
        {
            _marks[position / BitsPerWord] |= 1UL << (position % BitsPerWord);
            Marked++;
        }
    }
}
