using System.Collections.Frozen;
using Discovitas.S3.Images.Icc;

namespace Discovitas.S3.Images.IsoBmff;

/// <summary>Which properties of pictures are kept, and what of them.</summary>
internal static class HeifPropertyRules
{
    private const int NclxLength = 11;
    private const int MostOfSubtype = 16;

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
            content.Length >= least && content.Length <= most, $"a property {property.Type} has its length");
        switch (property.Type)
        {
            case "colr" when IsProfile(content):
                HeifProblemException.Require(
                    IccProfiles.TryBlank(content.AsSpan(4)), "the colour profile is an ICC profile");
                return content;
            case "colr":
                HeifProblemException.Require(content.Length == NclxLength, "a property colr has its length");
                return content;
            case "auxC":
                HeifProblemException.Require(
                    content.Length <= AuxiliaryType.AlphaLength(content) + MostOfSubtype,
                    "a property auxC has its length");
                return content;
            case "hvcC":
                return CodecConfiguration.CleanHevc(content);
            case "av1C":
                return CodecConfiguration.CleanAv1(content);
            case "ispe" or "pixi":
                // Version and flags.
                content.AsSpan(0, 4).Clear();
                return content;
            default:
                return content;
        }
    }

    private static bool IsNclx(ReadOnlySpan<byte> colors) => colors.StartsWith("nclx"u8);

    private static bool IsProfile(ReadOnlySpan<byte> colors) =>
        colors.StartsWith("prof"u8) || colors.StartsWith("rICC"u8);
}
