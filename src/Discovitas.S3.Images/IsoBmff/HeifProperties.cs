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
        facts.HasAlpha |= type == "auxC" && AuxiliaryType.IsAlpha(content);
        return _properties.Count <= MostProperties;
    }

    /// <summary>Fills in what the properties of an item tell.</summary>
    internal void Apply(IReadOnlyList<int> numbers)
    {
        int? turns = null;
        int? mirror = null;
        foreach (var number in numbers.Where(number => number > 0 && number <= _properties.Count))
        {
            var (type, content) = _properties[number - 1];
            turns = type == "irot" ? content[0] & 3 : turns;
            mirror = type == "imir" ? content[0] & 1 : mirror;
            Apply(type, content);
        }

        facts.Orientation = Orientation(turns ?? 0, mirror);
    }

    private void Apply(string type, ReadOnlySpan<byte> content)
    {
        switch (type)
        {
            case "ispe":
                var width = BinaryPrimitives.ReadUInt32BigEndian(content[FullBox..]);
                var height = BinaryPrimitives.ReadUInt32BigEndian(content[(FullBox + 4)..]);
                (facts.Width, facts.Height) =
                    ((int)Math.Min(width, int.MaxValue), (int)Math.Min(height, int.MaxValue));
                break;
            case "pixi":
                facts.BitDepth = content[FullBox + 1];
                break;
            case "colr":
                facts.HasColorProfile |= content.SequenceEqual("prof"u8) || content.SequenceEqual("rICC"u8);
                break;
        }
    }

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
