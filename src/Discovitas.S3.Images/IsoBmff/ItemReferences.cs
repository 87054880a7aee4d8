namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Which item belongs to which, <c>iref</c> (ISO/IEC 14496-12, section 8.11.12).</summary>
internal sealed class ItemReferences
{
    private const int FullBox = 4;

    private readonly List<(string Type, uint From, uint[] To)> _references = [];
    private readonly ILookup<uint, uint> _inputs;
    private readonly ILookup<uint, uint> _auxiliaries;
    private readonly byte _version;

    /// <param name="content">What the box holds; nothing where there is none.</param>
    internal ItemReferences(ReadOnlyMemory<byte> content)
    {
        if (!content.IsEmpty)
        {
            _version = new BoxReader(content.Span).Take(FullBox)[0];
            _references.AddRange(InnerBox.Split(content[FullBox..]).Where(IsOfPictures).Select(Read));
        }

        _inputs = Pairs("dimg").ToLookup(pair => pair.From, pair => pair.To);
        _auxiliaries = Pairs("auxl").ToLookup(pair => pair.To, pair => pair.From);
    }

    private int IdLength => _version == 0 ? 2 : 4;

    /// <summary>Returns the items that one is made of.</summary>
    internal IEnumerable<uint> InputsOf(uint item) => _inputs[item];

    /// <summary>Returns the items that add to one, as its transparency and its depth.</summary>
    internal IEnumerable<uint> AuxiliariesOf(uint item) => _auxiliaries[item];

    /// <summary>Writes the box with the references between items that are kept.</summary>
    internal void Write(BoxWriter writer, HashSet<uint> kept)
    {
        var references = _references
            .Where(reference => kept.Contains(reference.From))
            .Select(reference => reference with { To = [.. reference.To.Where(kept.Contains)] })
            .Where(reference => reference.To.Length > 0)
            .ToArray();
        if (references.Length == 0)
        {
            return;
        }

        var box = writer.Open("iref");
        writer.Bytes([_version, 0, 0, 0]);
        foreach (var (type, from, to) in references)
        {
            var reference = writer.Open(type);
            writer.Number(from, IdLength);
            writer.Number((uint)to.Length, 2);
            Array.ForEach(to, id => writer.Number(id, IdLength));
            writer.Close(reference);
        }

        writer.Close(box);
    }

    // What a picture is made of, its transparency, and whether that is multiplied already.
    private static bool IsOfPictures(InnerBox box) => box.Type is "dimg" or "auxl" or "prem";

    private (string Type, uint From, uint[] To) Read(InnerBox box)
    {
        var reader = new BoxReader(box.Content.Span);
        var from = reader.Number(IdLength);
        var count = reader.Number(2);
        HeifProblemException.Require(count * IdLength <= reader.Left, "a reference has all of its items");
        var to = new uint[count];
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = reader.Number(IdLength);
        }

        return (box.Type, from, to);
    }

    private IEnumerable<(uint From, uint To)> Pairs(string type) => _references
        .Where(reference => reference.Type == type)
        .SelectMany(reference => reference.To.Select(to => (reference.From, to)));
}
