namespace Discovitas.S3.Images.IsoBmff;

/// <summary>
/// The description of a picture's items, <c>meta</c> (ISO/IEC 14496-12, section 8.11.1), and how it is written without
/// those that are not shown. It is as long as before, so that no offset changes.
/// </summary>
internal sealed class HeifMeta
{
    private const int FullBox = 4;
    private const int HandlerLength = 24;
    private const int BoxHeadLength = 8;

    // Says that the data are in this file: the only content of dinf that is kept.
    private static readonly byte[] OwnData =
        [0, 0, 0, 28, .. "dref"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 12, .. "url "u8, 0, 0, 0, 1];

    private readonly List<InnerBox> _boxes;
    private readonly ItemInfos _infos;
    private readonly ItemLocations _locations;
    private readonly ItemReferences _references;
    private readonly ItemProperties _properties;
    private readonly ShownPictures _pictures;
    private readonly HashSet<uint> _kept;

    /// <param name="content">What the box holds.</param>
    internal HeifMeta(ReadOnlyMemory<byte> content)
    {
        HeifProblemException.Require(content.Length >= FullBox, "a box has all of its fields");
        _boxes = InnerBox.Split(content[FullBox..]);
        RequireHandler(Only("hdlr").Span);
        _infos = new(Only("iinf"));
        _locations = new(Only("iloc"));
        _references = new(Only("iref", isNeeded: false));
        _properties = new(Only("iprp"));
        _kept = KeptItems.Find(Primary(Only("pitm").Span), _infos, _references, _properties);
        _pictures = new(_infos, _references, _properties);
        _pictures.Require(_kept);
        foreach (var id in _kept)
        {
            RequireData(_infos.Get(id), _locations.Find(id));
        }

        Extents = ExtentsOf(isInside: false);
        HeifProblemException.Require(
            ExtentsOf(isInside: true).End <= Only("idat", isNeeded: false).Length,
            "the data of an item are within the box idat");
    }

    /// <summary>Gets where in the file the data of the kept items are.</summary>
    internal ExtentMask Extents { get; }

    /// <summary>Returns what is written of the box's content.</summary>
    internal byte[] Clean(int length)
    {
        var cleaned = Write(length, slack: 0);

        // A box that fills room has at least 8 bytes. Fewer are filled by zeros behind the handler's empty name.
        var slack = length - cleaned.Length;
        return slack == 0 ? cleaned : Write(length, slack);
    }

    private byte[] Write(int length, int slack)
    {
        var writer = new BoxWriter();
        writer.Number(0, FullBox);
        foreach (var box in _boxes)
        {
            Write(writer, box, slack);
        }

        if (length - writer.Length >= BoxHeadLength)
        {
            writer.Box("free", new byte[length - writer.Length - BoxHeadLength]);
        }

        return writer.ToArray();
    }

    private void Write(BoxWriter writer, InnerBox box, int slack)
    {
        switch (box.Type)
        {
            case "hdlr":
                var handler = new byte[Math.Max(box.Content.Length + slack, HandlerLength)];
                "pict"u8.CopyTo(handler.AsSpan(8));
                writer.Box(box.Type, handler);
                break;
            case "pitm":
                writer.Box(box.Type, [box.Content.Span[0], 0, 0, 0, .. box.Content.Span[FullBox..]]);
                break;
            case "iinf":
                _infos.Write(writer, _kept);
                break;
            case "iloc":
                _locations.Write(writer, _kept);
                break;
            case "iref":
                _references.Write(writer, _kept);
                break;
            case "iprp":
                _properties.Write(writer, _kept);
                break;
            case "idat" when ExtentsOf(isInside: true) is { End: > 0 } extents:
                var data = box.Content.ToArray();
                extents.Apply(data, 0);
                HeifProblemException.Require(extents.Problem is null, extents.Problem ?? "");
                writer.Box(box.Type, data);
                break;
            case "dinf" when box.Content.Span.SequenceEqual(OwnData):
                writer.Box(box.Type, OwnData);
                break;
        }
    }

    private ReadOnlyMemory<byte> Only(string type, bool isNeeded = true)
    {
        var found = _boxes.Where(box => box.Type == type).ToArray();
        HeifProblemException.Require(
            found.Length == 1 || (found.Length == 0 && !isNeeded), $"the description has one box {type}");
        return found.Length == 0 ? default : found[0].Content;
    }

    private static void RequireHandler(ReadOnlySpan<byte> content)
    {
        HeifProblemException.Require(content.Length >= HandlerLength, "a box has all of its fields");
        HeifProblemException.Reject(!content[8..].StartsWith("pict"u8), "its description is not that of a picture");
    }

    private static uint Primary(ReadOnlySpan<byte> content)
    {
        var reader = new BoxReader(content);
        var id = reader.Number(reader.Take(FullBox)[0] == 0 ? 2 : 4);
        HeifProblemException.Require(reader.Left == 0, "a box pitm has its length");
        return id;
    }

    private void RequireData(HeifItem item, ItemLocation? location)
    {
        HeifProblemException.Require(location is not null || item.Type == "iden", "a picture has a location");
        HeifProblemException.Reject(location?.Problem is not null, location?.Problem ?? "");
        HeifProblemException.Require(!item.IsCoded || location!.Length > 0, "a picture has data");
        HeifProblemException.Require(
            item.Type != "iden" || location is null or { Length: 0 }, "a picture with other properties has no data");
        HeifProblemException.Require(
            item.IsCoded || item.Type == "iden" || location!.Length <= _pictures.JoinOf(item).MostLength,
            "what joins pictures has its length");
    }

    private ExtentMask ExtentsOf(bool isInside)
    {
        var extents = new ExtentMask(WatchedRanges(isInside));
        var metadata = _infos.All.Where(item => item.IsMetadata && !_kept.Contains(item.Id)).Select(item => item.Id);
        var others = RangesOf(metadata, isInside).Select(range => (range.Start, range.End, default(ItemData)));
        HeifProblemException.Require(
            !extents.Overlaps(new(others)), "a picture and its metadata share no bytes");
        return extents;
    }

    // Equal tiles can have the same data, and grids of equal tiles.
    private IEnumerable<(long Start, long End, ItemData? Data)> WatchedRanges(bool isInside)
    {
        var seen = new Dictionary<(long Start, long End), uint>();
        foreach (var id in _kept)
        {
            var ranges = RangesOf([id], isInside).ToArray();
            if (ranges.Length == 0 || (seen.TryGetValue(ranges[0], out var same) && _pictures.AreAlike(same, id)
                && ranges.SequenceEqual(RangesOf([same], isInside))))
            {
                continue;
            }

            HeifProblemException.Reject(
                ranges.Zip(ranges.Skip(1)).Any(pair => pair.First.End > pair.Second.Start),
                "the data of an item are not in their order");
            seen.TryAdd(ranges[0], id);
            var data = _pictures.DataOf(id, _locations.Find(id)!.Length);
            foreach (var (start, end) in ranges)
            {
                yield return (start, end, data);
            }
        }
    }

    // What is not kept may be anywhere.
    private IEnumerable<(long Start, long End)> RangesOf(IEnumerable<uint> items, bool isInside) => items
        .Select(_locations.Find)
        .Where(location => location is { Problem: null } && location.IsInside == isInside)
        .SelectMany(location => location!.Ranges);
}
