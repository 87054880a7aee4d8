namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Which item has which properties, <c>ipma</c> (ISO/IEC 23008-12, section 9.3.1).</summary>
internal sealed class AssociationTable
{
    private const int FullBox = 4;

    private readonly List<(uint Item, IReadOnlyList<(int Number, bool IsEssential)> Properties)> _items = [];
    private readonly int _idLength;
    private readonly int _numberLength;

    /// <param name="content">What the box holds.</param>
    internal AssociationTable(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content);
        var start = reader.Take(FullBox);
        (_idLength, _numberLength) = (start[0] == 0 ? 2 : 4, (start[3] & 1) == 0 ? 1 : 2);
        for (var count = reader.Number(4); count > 0; count--)
        {
            var item = reader.Number(_idLength);
            var properties = new (int, bool)[reader.Number(1)];
            for (var i = 0; i < properties.Length; i++)
            {
                var number = (int)reader.Number(_numberLength);
                properties[i] = (number & (EssentialBit - 1), (number & EssentialBit) != 0);
            }

            _items.Add((item, properties));
        }
    }

    /// <summary>Gets the items with the numbers of their properties, from 1; 0 stands for none.</summary>
    internal IReadOnlyList<(uint Item, IReadOnlyList<(int Number, bool IsEssential)> Properties)> Items => _items;

    private int EssentialBit => 0x80 << (8 * (_numberLength - 1));

    /// <summary>Writes the box with the items and properties that are kept; nothing where there is none.</summary>
    /// <param name="writer">Where it is written.</param>
    /// <param name="kept">The items that are kept.</param>
    /// <param name="numbers">The new numbers of the properties that are kept.</param>
    internal void Write(BoxWriter writer, HashSet<uint> kept, Dictionary<int, int> numbers)
    {
        var items = _items.Where(entry => kept.Contains(entry.Item)).ToArray();
        if (items.Length == 0)
        {
            return;
        }

        var box = writer.Open("ipma");
        writer.Bytes([(byte)(_idLength == 2 ? 0 : 1), 0, 0, (byte)(_numberLength - 1)]);
        writer.Number((uint)items.Length, 4);
        foreach (var (item, properties) in items)
        {
            var keptProperties = properties.Where(property => numbers.ContainsKey(property.Number)).ToArray();
            writer.Number(item, _idLength);
            writer.Number((uint)keptProperties.Length, 1);
            foreach (var (number, isEssential) in keptProperties)
            {
                writer.Number((uint)(numbers[number] | (isEssential ? EssentialBit : 0)), _numberLength);
            }
        }

        writer.Close(box);
    }
}
