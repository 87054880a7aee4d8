namespace Discovitas.S3.Images.Icc;

/// <summary>The tags of ICC profiles, as section 9 of ICC.1 lists them.</summary>
internal static class IccTags
{
    // What is needed to show colours, and how many bytes it has at most: behind them others could be hidden. The
    // copyright belongs to who made the profile: it is not ours to remove.
    private static readonly Dictionary<string, long> Kept = new([
        .. Sized(12, "cicp", "tech", "rig0", "rig2"),
        .. Sized(20, "rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "lumi"),
        .. Sized(36, "meas", "view"),
        .. Sized(44, "chad"),
        .. Sized(140, "chrm"),
        .. Sized(long.MaxValue, "rTRC", "gTRC", "bTRC", "kTRC", "gamt", "pre0", "pre1", "pre2", "cprt"),
        .. Sized(long.MaxValue, "A2B0", "A2B1", "A2B2", "A2B3", "B2A0", "B2A1", "B2A2", "B2A3"),
        .. Sized(long.MaxValue, "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3"),
    ]);

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

    private static IEnumerable<KeyValuePair<string, long>> Sized(long most, params string[] tags) =>
        tags.Select(tag => KeyValuePair.Create(tag, most));

    private static ReadOnlySpan<char> Text(ReadOnlySpan<byte> signature, Span<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = (char)signature[i];
        }

        return text;
    }
}
