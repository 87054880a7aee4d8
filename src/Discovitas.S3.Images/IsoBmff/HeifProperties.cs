using System.Buffers.Binary;
using Discovitas.S3.Images.Facts;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>The properties that items share, by their numbers.</summary>
/// <param name="facts">What is filled in.</param>
internal sealed class HeifProperties(ImageFacts facts)
{
    private const int MostProperties = 1024;
    private const int FullBox = 4;

    private readonly List<(string Type, byte[] Content)> _properties = [];

    /// <summary>Adds the next property; false if there are too many.</summary>
    internal bool Add(string type, ReadOnlySpan<byte> content)
    {
        _properties.Add((type, content.ToArray()));
        if (type == "ispe")
        {
            var size = SizeOf(content);
            facts.MostPixels = Math.Max(facts.MostPixels, size.Width * size.Height);
        }

        facts.HasAlpha |= type == "auxC" && AuxiliaryType.IsAlpha(content);
        return _properties.Count <= MostProperties;
    }

    /// <summary>Fills in what the properties of an item tell.</summary>
    internal void Apply(IReadOnlyList<int> numbers)
    {
        int? turns = null;
        int? mirror = null;
        CodedSize? shown = null;
        foreach (var number in numbers.Where(number => number > 0 && number <= _properties.Count))
        {
            var (type, content) = _properties[number - 1];
            turns = type == "irot" ? content[0] & 3 : turns;
            mirror = type == "imir" ? content[0] & 1 : mirror;
            shown = type == "clap" ? CleanAperture.Read(content) : shown;
            Apply(type, content);
        }

        (facts.Width, facts.Height) = shown is { } crop
            ? ((int)Math.Min(crop.Width, facts.Width), (int)Math.Min(crop.Height, facts.Height))
            : (facts.Width, facts.Height);
        facts.Orientation = Orientation(turns ?? 0, mirror);
    }

    private void Apply(string type, ReadOnlySpan<byte> content)
    {
        switch (type)
        {
            case "ispe":
                var size = SizeOf(content);
                (facts.Width, facts.Height) = ((int)size.Width, (int)size.Height);
                break;
            case "pixi":
                facts.BitDepth = content[FullBox + 1];
                break;
            case "colr":
                facts.HasColorProfile |= content.SequenceEqual("prof"u8) || content.SequenceEqual("rICC"u8);
                break;
        }
    }

    private static CodedSize SizeOf(ReadOnlySpan<byte> content) => new(
        Math.Min(BinaryPrimitives.ReadUInt32BigEndian(content[FullBox..]), int.MaxValue),
        Math.Min(BinaryPrimitives.ReadUInt32BigEndian(content[(FullBox + 4)..]), int.MaxValue));

    // Turns are counted anticlockwise; mirror 0 exchanges top and bottom, 1 left and right, after the turn.
    private static int Orientation(int turns, int? mirror) => (turns, mirror) switch
    {
        (0, null) => 1,
        (0, 1) or (2, 0) => 2,
        (2, null) => 3,
        (0, 0) or (2, 1) => 4,
        (1, 0) or (3, 1) => 5,
        (3, null) => 6,
        (1, 1) or (3, 0) => 7,
        _ => 8,
    };
}
