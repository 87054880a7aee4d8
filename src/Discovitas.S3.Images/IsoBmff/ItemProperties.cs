namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// The properties of items, <c>iprp</c>: a list in <c>ipco</c>, and in <c>ipma</c> which item has which
/// (ISO/IEC 23008-12, section 9.3).
/// </summary>
internal sealed class ItemProperties
{
    private readonly List<InnerBox> _properties = [];
    private readonly List<AssociationTable> _tables = [];
    private readonly Dictionary<uint, IReadOnlyList<(int Number, bool IsEssential)>> _byItem = [];

    /// <param name="content">What the box holds.</param>
    internal ItemProperties(ReadOnlyMemory<byte> content)
    {
        var boxes = InnerBox.Split(content);
        var lists = boxes.Where(box => box.Type == "ipco").ToArray();
        HeifProblemException.Require(lists.Length == 1, "there is one list of properties");
        _properties.AddRange(InnerBox.Split(lists[0].Content));
        _tables.AddRange(boxes.Where(box => box.Type == "ipma").Select(box => new AssociationTable(box.Content.Span)));
        foreach (var (item, numbers) in _tables.SelectMany(table => table.Items))
        {
            HeifProblemException.Require(_byItem.TryAdd(item, numbers), "an item's properties are told once");
            HeifProblemException.Require(
                numbers.All(property => property.Number <= _properties.Count), "a property is in the list");
        }
    }

    /// <summary>Tells whether an item is transparency.</summary>
    internal bool IsAlpha(uint item) => Of(item, "auxC").Any(type => AuxiliaryType.IsAlpha(type.Content.Span));

    /// <summary>Returns a property that an item must have, and once.</summary>
    internal InnerBox Only(uint item, string type)
    {
        var found = Of(item, type).ToArray();
        HeifProblemException.Require(found.Length == 1, $"a picture has one property {type}");
        return found[0];
    }

    /// <summary>Requires that what an item shows of its picture is within that.</summary>
    internal void RequireCrop(uint item, CodedSize size)
    {
        foreach (var crop in Of(item, "clap"))
        {
            CleanAperture.Require(crop.Content.Span, size);
        }
    }

    /// <summary>Writes the box with the properties of the items that are kept.</summary>
    internal void Write(BoxWriter writer, HashSet<uint> kept)
    {
        var all = writer.Open("iprp");
        var numbers = WriteList(writer, kept);
        foreach (var table in _tables)
        {
            table.Write(writer, kept, numbers);
        }

        writer.Close(all);
    }

    private IEnumerable<InnerBox> Of(uint item, string type) => _byItem.GetValueOrDefault(item, [])
        .Where(property => property.Number > 0 && _properties[property.Number - 1].Type == type)
        .Select(property => _properties[property.Number - 1]);

    // Returns the new numbers of the properties, by those that they had.
    private Dictionary<int, int> WriteList(BoxWriter writer, HashSet<uint> kept)
    {
        var needed = new SortedSet<int>();
        foreach (var (number, isEssential) in kept.SelectMany(item => _byItem.GetValueOrDefault(item, [])))
        {
            var isKept = number > 0 && HeifPropertyRules.IsKept(_properties[number - 1]);
            HeifProblemException.Reject(
                isEssential && number > 0 && !isKept, "a picture has a property that is needed but not known");
            if (isKept)
            {
                needed.Add(number);
            }
        }

        var list = writer.Open("ipco");
        foreach (var property in needed.Select(number => _properties[number - 1]))
        {
            writer.Box(property.Type, HeifPropertyRules.Clean(property));
        }

        writer.Close(list);
        return needed.Select((number, index) => KeyValuePair.Create(number, index + 1)).ToDictionary();
    }
}
