namespace Discovitas.S3.Images.Icc;

/// <summary>The tags of ICC profiles, as section 9 of ICC.1 lists them.</summary>
internal static class IccTags
{
    // The copyright belongs to who made the profile: it is not ours to remove.
    private static readonly HashSet<string> Colors =
    [
        "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "kTRC", "wtpt", "bkpt", "chad", "chrm", "lumi", "cicp",
        "A2B0", "A2B1", "A2B2", "A2B3", "B2A0", "B2A1", "B2A2", "B2A3", "D2B0", "D2B1", "D2B2", "D2B3",
        "B2D0", "B2D1", "B2D2", "B2D3", "gamt", "pre0", "pre1", "pre2", "meas", "tech", "view", "rig0", "rig2", "cprt",
    ];

    /// <summary>Tells whether a tag is needed to show colours, or is the copyright.</summary>
    internal static bool AreColors(ReadOnlySpan<byte> signature) =>
        Colors.GetAlternateLookup<ReadOnlySpan<char>>().Contains(Text(signature, stackalloc char[4]));

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
