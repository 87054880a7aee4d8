namespace Discovitas.S3.Images.Icc;

/// <summary>The tags of ICC profiles, as section 9 of ICC.1 lists them.</summary>
internal static class IccTags
{
    private const long Any = long.MaxValue;

    // What is needed to show colours, and how many bytes it has at most: behind them others could be hidden. The
    // copyright belongs to who made the profile: it is not ours to remove.
    private static readonly Dictionary<string, long> Kept = new()
    {
        ["rXYZ"] = 20, ["gXYZ"] = 20, ["bXYZ"] = 20, ["wtpt"] = 20, ["bkpt"] = 20, ["lumi"] = 20, ["chad"] = 44,
        ["chrm"] = 140, ["cicp"] = 12, ["meas"] = 36, ["tech"] = 12, ["view"] = 36, ["rig0"] = 12, ["rig2"] = 12,
        ["rTRC"] = Any, ["gTRC"] = Any, ["bTRC"] = Any, ["kTRC"] = Any, ["gamt"] = Any,
        ["A2B0"] = Any, ["A2B1"] = Any, ["A2B2"] = Any, ["A2B3"] = Any,
        ["B2A0"] = Any, ["B2A1"] = Any, ["B2A2"] = Any, ["B2A3"] = Any,
        ["D2B0"] = Any, ["D2B1"] = Any, ["D2B2"] = Any, ["D2B3"] = Any,
        ["B2D0"] = Any, ["B2D1"] = Any, ["B2D2"] = Any, ["B2D3"] = Any,
        ["pre0"] = Any, ["pre1"] = Any, ["pre2"] = Any, ["cprt"] = Any,
    };

    // Texts, and what else names a device or a user.
    private static readonly HashSet<string> Texts =
    [
        "desc", "dmnd", "dmdd", "dscm", "vued", "targ", "scrd", "pseq", "psid", "meta", "mmod", "vcgt", "ndin", "calt",
    ];

    /// <summary>
    /// Returns how many bytes of a tag are kept at most; null if it is not needed to show colours, nor the copyright.
    /// </summary>
    internal static long? MostBytes(ReadOnlySpan<byte> signature) =>
        Kept.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Text(signature, stackalloc char[4]), out var most)
            ? most : null;

    /// <summary>Tells whether a tag holds text, or tells about a device.</summary>
    internal static bool IsText(ReadOnlySpan<byte> signature) =>
        Texts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Text(signature, stackalloc char[4]));

    /// <summary>Returns a description without text, which every profile must have.</summary>
    internal static byte[] EmptyDescription(bool isVersion4) => isVersion4
        ? [.. "mluc"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12]
        : [.. "desc"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];

    private static ReadOnlySpan<char> Text(ReadOnlySpan<byte> signature, Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)signature[i];
        }

        return text;
    }
}
