using System.Buffers.Binary;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Finds the properties of one item in the box that tells those of all (ISO/IEC 23008-12, 9.3.1).</summary>
/// <param name="item">The item.</param>
internal sealed class HeifAssociations(long item)
{
    /// <summary>Version, flags and count.</summary>
    internal const int StartLength = 8;

    private readonly List<int> _properties = [];
    private Part _part = Part.Start;
    private int _itemLength;
    private int _indexLength;
    private uint _items;
    private bool _isItem;

    private enum Part
    {
        Start,
        Item,
        Indexes,
    }

    /// <summary>Gets the numbers of the item's properties, in the order in which they apply.</summary>
    internal IReadOnlyList<int> Properties => _properties;

    /// <summary>Adds bytes that were needed, and returns how many are needed next; 0 at the end.</summary>
    internal int Append(ReadOnlySpan<byte> bytes)
    {
        switch (_part)
        {
            case Part.Start:
                _itemLength = bytes[0] == 0 ? 2 : 4;
                _indexLength = (bytes[3] & 1) == 0 ? 1 : 2;
                _items = BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
                return ToItem();
            case Part.Item:
                var id = _itemLength == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(bytes)
                    : BinaryPrimitives.ReadUInt32BigEndian(bytes);
                _isItem = id == item;
                _part = Part.Indexes;
                _items--;
                var count = bytes[_itemLength];
                return count == 0 ? ToItem() : count * _indexLength;
            default:
                ReadIndexes(bytes);
                return ToItem();
        }
    }

    private int ToItem()
    {
        _part = Part.Item;
        return _items == 0 || _properties.Count > 0 ? 0 : _itemLength + 1;
    }

    // The highest bit tells whether the property is essential.
    private void ReadIndexes(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; _isItem && at < bytes.Length; at += _indexLength)
        {
            _properties.Add(_indexLength == 1
                ? bytes[at] & 0x7F
                : BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) & 0x7FFF);
        }
    }
}
