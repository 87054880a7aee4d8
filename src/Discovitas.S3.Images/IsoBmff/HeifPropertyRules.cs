using System.Collections.Frozen;
using System.Numerics;
using Discovitas.S3.Images.Icc;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Which properties of pictures are kept, and what of them.</summary>
internal static class HeifPropertyRules
{
    private const int NclxLength = 11;

    // With the lengths that they have: what is longer hides something.
    private static readonly FrozenDictionary<string, (int Least, int Most)> Kept =
        new Dictionary<string, (int, int)>
        {
            ["ispe"] = (12, 12),
            ["pixi"] = (6, 21),
            ["irot"] = (1, 1),
            ["imir"] = (1, 1),
            ["clap"] = (32, 32),
            ["pasp"] = (8, 8),
            ["clli"] = (4, 4),
            ["mdcv"] = (24, 24),
            ["cclv"] = (1, 37),
            ["amve"] = (8, 8),
            ["a1op"] = (1, 1),
            ["a1lx"] = (7, 13),
            ["lsel"] = (2, 2),
            ["hvcC"] = (23, int.MaxValue),
            ["av1C"] = (4, int.MaxValue),
            ["colr"] = (4, int.MaxValue),
            ["auxC"] = (5, int.MaxValue),
        }.ToFrozenDictionary();

    /// <summary>Tells whether a property is kept.</summary>
    internal static bool IsKept(InnerBox property) => property.Type switch
    {
        "colr" => property.Content.Span is var colors && (IsNclx(colors) || IsProfile(colors)),
        "auxC" => AuxiliaryType.IsAlpha(property.Content.Span),
        _ => Kept.ContainsKey(property.Type),
    };

    /// <summary>Returns what is written of a property that is kept.</summary>
    internal static byte[] Clean(InnerBox property)
    {
        var (least, most) = Kept[property.Type];
        var content = property.Content.ToArray();
        HeifProblemException.Require(
            content.Length >= least && content.Length <= most && content.Length == LengthOf(property.Type, content),
            $"a property {property.Type} has its length");
        switch (property.Type)
        {
            case "colr" when IsProfile(content):
                HeifProblemException.Require(
                    IccProfiles.TryBlank(content.AsSpan(4)), "the colour profile is an ICC profile");
                return content;
            case "colr":
                HeifProblemException.Require(content.Length == NclxLength, "a property colr has its length");
                content[^1] &= 0x80;
                return content;
            case "auxC":
                // What follows the type is of no use for transparency.
                content = content[..AuxiliaryType.AlphaLength(content)];
                content.AsSpan(0, 4).Clear();
                return content;
            case "hvcC":
                return CodecConfiguration.ReadHevc(content).Kept;
            case "av1C":
                return CodecConfiguration.ReadAv1(content).Kept;
            case "ispe" or "pixi":
                // Version and flags.
                content.AsSpan(0, 4).Clear();
                break;
            case "irot" or "imir":
                // The other bits have no meaning.
                content[0] &= (byte)(property.Type == "irot" ? 3 : 1);
                break;
            case "a1lx":
                content[0] &= 1;
                break;
            case "cclv":
                content[0] &= 0x3C;
                break;
        }

        return content;
    }

    // What the content itself says of its length.
    private static int LengthOf(string type, ReadOnlySpan<byte> content) => type switch
    {
        "pixi" => 5 + content[4],
        "a1lx" => 1 + (3 * ((content[0] & 1) == 0 ? 2 : 4)),
        "cclv" => 1 + (24 * ((content[0] >> 5) & 1)) + (4 * BitOperations.PopCount(content[0] & 0x1CU)),
        _ => content.Length,
    };

    private static bool IsNclx(ReadOnlySpan<byte> colors) => colors.StartsWith("nclx"u8);

    private static bool IsProfile(ReadOnlySpan<byte> colors) =>
        colors.StartsWith("prof"u8) || colors.StartsWith("rICC"u8);
}
