namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Where the data of the items are, <c>iloc</c> (ISO/IEC 14496-12, section 8.11.3).</summary>
internal sealed class ItemLocations
{
    private const int FullBox = 4;

    private readonly List<ItemLocation> _locations = [];
    private readonly Dictionary<uint, ItemLocation> _byId = [];
    private readonly byte _version;
    private readonly int _offsetLength;
    private readonly int _lengthLength;
    private readonly int _baseLength;
    private readonly int _indexLength;

    /// <param name="content">What the box holds.</param>
    internal ItemLocations(ReadOnlyMemory<byte> content)
    {
        var reader = new BoxReader(content.Span);
        _version = reader.Take(FullBox)[0];
        HeifProblemException.Require(_version <= 2, "the locations of items have version 0, 1 or 2");
        var lengths = reader.Take(2);
        (_offsetLength, _lengthLength) = (lengths[0] >> 4, lengths[0] & 15);
        (_baseLength, _indexLength) = (lengths[1] >> 4, _version == 0 ? 0 : lengths[1] & 15);
        HeifProblemException.Require(
            new[] { _offsetLength, _lengthLength, _baseLength, _indexLength }.All(length => length is 0 or 4 or 8),
            "offsets have 0, 4 or 8 bytes");
        for (var count = reader.Number(IdLength); count > 0; count--)
        {
            var location = Read(ref reader);
            HeifProblemException.Require(_byId.TryAdd(location.Id, location), "an item has one location");
            _locations.Add(location);
        }
    }

    private int IdLength => _version == 2 ? 4 : 2;

    /// <summary>Returns where an item's data are; null where it has none.</summary>
    internal ItemLocation? Find(uint item) => _byId.GetValueOrDefault(item);

    /// <summary>Writes the box with the items that are kept.</summary>
    internal void Write(BoxWriter writer, HashSet<uint> kept)
    {
        var locations = _locations.Where(location => kept.Contains(location.Id)).ToArray();
        var box = writer.Open("iloc");
        writer.Bytes([_version, 0, 0, 0]);
        writer.Bytes([
            (byte)((_offsetLength << 4) | _lengthLength), (byte)((_baseLength << 4) | _indexLength)]);
        writer.Number((uint)locations.Length, IdLength);
        foreach (var location in locations)
        {
            Write(writer, location);
        }

        writer.Close(box);
    }

    private ItemLocation Read(ref BoxReader reader)
    {
        var id = reader.Number(IdLength);
        var method = _version == 0 ? 0 : reader.Number(2) & 15;
        var isElsewhere = reader.Number(2) != 0;
        var start = reader.Long(_baseLength);
        var count = reader.Number(2);
        var extents = new List<(ulong Offset, ulong Length)>();
        for (var i = 0; i < count && _lengthLength > 0; i++)
        {
            reader.Take(_indexLength);
            extents.Add((reader.Long(_offsetLength), reader.Long(_lengthLength)));
        }

        // Without lengths, an extent is all that there is.
        reader.Take(_lengthLength > 0 ? 0 : (int)count * (_indexLength + _offsetLength));
        return new(id, method == 1, start, extents)
        {
            Problem = isElsewhere ? "a part of it is in another file"
                : method > 1 ? "a part of it is in another item"
                : (_lengthLength == 0 && count > 0) || extents.Exists(extent => extent.Length == 0)
                    ? "the length of a part is not stated"
                : null,
        };
    }

    private void Write(BoxWriter writer, ItemLocation location)
    {
        writer.Number(location.Id, IdLength);
        writer.Number(location.IsInside ? 1U : 0, _version == 0 ? 0 : 2);
        writer.Number(0, 2);
        writer.Number(location.Base, _baseLength);
        writer.Number((uint)location.Extents.Count, 2);
        foreach (var (offset, length) in location.Extents)
        {
            writer.Number(0, _indexLength);
            writer.Number(offset, _offsetLength);
            writer.Number(length, _lengthLength);
        }
    }
}
