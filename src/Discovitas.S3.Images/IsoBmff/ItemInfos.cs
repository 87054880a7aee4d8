using System.Text;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>The list of items, <c>iinf</c> (ISO/IEC 14496-12, section 8.11.6).</summary>
internal sealed class ItemInfos
{
    private const int FullBox = 4;

    private readonly List<HeifItem> _items = [];
    private readonly Dictionary<uint, HeifItem> _byId = [];
    private readonly byte _version;

    /// <param name="content">What the box holds.</param>
    internal ItemInfos(ReadOnlyMemory<byte> content)
    {
        var reader = new BoxReader(content.Span);
        _version = reader.Take(FullBox)[0];
        var count = reader.Number(CountLength);
        var boxes = InnerBox.Split(content[^reader.Left..]);
        HeifProblemException.Require(boxes.Count >= count, "there are as many items as stated");
        foreach (var box in boxes.Take((int)count))
        {
            HeifProblemException.Require(box.Type == "infe", "a list of items holds only items");
            Add(box.Content.Span);
        }
    }

    /// <summary>Gets the items, in their order.</summary>
    internal IReadOnlyList<HeifItem> All => _items;

    private int CountLength => _version == 0 ? 2 : 4;

    /// <summary>Returns an item that must be there.</summary>
    internal HeifItem Get(uint id)
    {
        HeifProblemException.Require(_byId.TryGetValue(id, out var item), "an item that is referred to is in the list");
        return item!;
    }

    /// <summary>Writes the box with the items that are kept.</summary>
    internal void Write(BoxWriter writer, HashSet<uint> kept)
    {
        var box = writer.Open("iinf");
        writer.Bytes([_version, 0, 0, 0]);
        writer.Number((uint)kept.Count, CountLength);
        foreach (var item in _items.Where(item => kept.Contains(item.Id)))
        {
            writer.Box("infe", item.Entry);
        }

        writer.Close(box);
    }

    // Older entries, of version 0 and 1, have no type: no picture is described by them.
    private void Add(ReadOnlySpan<byte> entry)
    {
        var reader = new BoxReader(entry);
        var version = reader.Take(FullBox)[0];
        if (version is not (2 or 3))
        {
            return;
        }

        var id = reader.Number(version == 2 ? 2 : 4);
        var isProtected = reader.Number(2) != 0;
        var type = Encoding.Latin1.GetString(reader.Take(4));

        // The one flag tells that the item is not shown by itself. The name is empty.
        byte[] kept = [.. entry[..(entry.Length - reader.Left)], .. new byte[Math.Min(1, reader.Left)]];
        (kept[1], kept[2], kept[3]) = (0, 0, (byte)(kept[3] & 1));
        var item = new HeifItem(id, type, isProtected, kept);
        HeifProblemException.Require(_byId.TryAdd(id, item), "an item is in the list once");
        _items.Add(item);
    }
}
