namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// Holds what the kept items say of their sizes against each other, and against what their decoders begin with: a
/// small picture must not make a decoder unfold a large one.
/// </summary>
/// <param name="infos">The items.</param>
/// <param name="references">Which item belongs to which.</param>
/// <param name="properties">The items' properties.</param>
internal sealed class ShownPictures(ItemInfos infos, ItemReferences references, ItemProperties properties)
{
    private readonly Dictionary<InnerBox, CodecStart> _starts = [];

    /// <summary>Requires that each item has one size, and that of its decoder.</summary>
    internal void Require(IEnumerable<uint> kept)
    {
        foreach (var id in kept)
        {
            var item = infos.Get(id);
            if (item.IsCoded)
            {
                var sizes = StartOf(item).Sizes;
                HeifProblemException.Require(
                    sizes.Length == 0 || sizes.Contains(SizeOf(id)),
                    "a picture has the size that its property ispe says");
            }
            else if (item.Type == "grid")
            {
                var tile = SizeOf(references.InputsOf(id).FirstOrDefault(id));
                HeifProblemException.Require(
                    references.InputsOf(id).All(input => SizeOf(input) == tile), "the tiles of a grid have one size");
            }

            properties.RequireCrop(id, SizeOf(id));
        }
    }

    /// <summary>Returns how a picture is joined.</summary>
    internal JoinedPicture JoinOf(HeifItem item) => new(
        item.Type, SizeOf(item.Id), SizeOf(references.InputsOf(item.Id).First()), references.InputsOf(item.Id).Count());

    /// <summary>Returns what looks at the item's data.</summary>
    internal ItemData DataOf(uint id, long length)
    {
        var item = infos.Get(id);
        return item.Type switch
        {
            "hvc1" => new HevcData(length, StartOf(item).PrefixLength),
            "av01" => new Av1Data(length, SizeOf(id)),
            _ => new JoinData(length, JoinOf(item)),
        };
    }

    /// <summary>Tells whether two items can have the same data.</summary>
    internal bool AreAlike(uint one, uint other)
    {
        var (first, second) = (infos.Get(one), infos.Get(other));
        return first.Type == second.Type && (first.IsCoded
            ? SizeOf(one) == SizeOf(other) && StartOf(first).PrefixLength == StartOf(second).PrefixLength
            : JoinOf(first) == JoinOf(second));
    }

    private CodedSize SizeOf(uint item) => CodedSize.FromProperty(properties.Only(item, "ispe").Content.Span);

    // Many tiles share what their decoders begin with.
    private CodecStart StartOf(HeifItem item)
    {
        var box = properties.Only(item.Id, item.Type == "hvc1" ? "hvcC" : "av1C");
        if (!_starts.TryGetValue(box, out var start))
        {
            start = box.Type == "hvcC"
                ? CodecConfiguration.ReadHevc(box.Content.Span)
                : CodecConfiguration.ReadAv1(box.Content.Span);
            _starts.Add(box, start);
        }

        return start;
    }
}
