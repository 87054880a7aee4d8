namespace Discovitas.S3.Local.Storage;

/// <summary>
/// A set of keys in the order of their UTF-8 bytes, which is that of listings. A key takes its bytes and about 40 more.
/// All members can be called from several threads.
/// </summary>
internal sealed class SortedKeys
{
    // Adding moves half of a chunk on average, which costs less than a microsecond.
    private const int ChunkSize = 512;

    private readonly Lock _lock = new();
    private readonly List<List<byte[]>> _chunks = [[]];

    internal int Count
    {
        get
        {
            lock (_lock)
            {
                return _chunks.Sum(chunk => chunk.Count);
            }
        }
    }

    internal void Add(byte[] key)
    {
        lock (_lock)
        {
            var (index, place, isFound) = Find(key);
            if (isFound)
            {
                return;
            }

            if (_chunks[index].Count == ChunkSize)
            {
                Split(index);
                (index, place, _) = Find(key);
            }

            _chunks[index].Insert(place, key);
        }
    }

    internal void Remove(ReadOnlySpan<byte> key)
    {
        lock (_lock)
        {
            var (index, place, isFound) = Find(key);
            if (!isFound)
            {
                return;
            }

            _chunks[index].RemoveAt(place);
            if (_chunks[index].Count == 0 && _chunks.Count > 1)
            {
                _chunks.RemoveAt(index);
            }
        }
    }

    /// <summary>Returns the first key that is not before the given one.</summary>
    internal byte[]? First(ReadOnlySpan<byte> from)
    {
        lock (_lock)
        {
            var (index, place, _) = Find(from);
            if (place < _chunks[index].Count)
            {
                return _chunks[index][place];
            }

            return index + 1 < _chunks.Count ? _chunks[index + 1][0] : null;
        }
    }

    private void Split(int index)
    {
        const int half = ChunkSize / 2;
        _chunks.Insert(index + 1, _chunks[index][half..]);
        _chunks[index].RemoveRange(half, half);
    }

    /// <summary>Returns the chunk and the place in it where the key is or belongs.</summary>
    private (int Chunk, int Place, bool IsFound) Find(ReadOnlySpan<byte> key)
    {
        // The last chunk whose first key is not after this one.
        var (low, high) = (0, _chunks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = key.SequenceCompareTo(_chunks[middle][0]) < 0 ? (low, middle - 1) : (middle, high);
        }

        var (place, isFound) = Find(_chunks[low], key);
        return (low, place, isFound);
    }

    private static (int Place, bool IsFound) Find(List<byte[]> chunk, ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, chunk.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            var order = key.SequenceCompareTo(chunk[middle]);
            if (order == 0)
            {
                return (middle, true);
            }

            (low, high) = order < 0 ? (low, middle) : (middle + 1, high);
        }

        return (low, false);
    }
}
