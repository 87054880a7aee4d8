namespace Discovitas.S3.Images.IsoBmff;

/// <summary>What an item adds to another, <c>auxC</c> (ISO/IEC 23008-12, section 6.5.8).</summary>
internal static class AuxiliaryType
{
    private const int FullBox = 4;

    /// <summary>Tells whether the item is transparency.</summary>
    /// <param name="content">What the box holds, or its start.</param>
    internal static bool IsAlpha(ReadOnlySpan<byte> content) => AlphaLength(content) > 0;

    /// <summary>Returns how many bytes tell that the item is transparency; 0 if it is none.</summary>
    internal static int AlphaLength(ReadOnlySpan<byte> content)
    {
        var name = content[Math.Min(FullBox, content.Length)..];
        return LengthOf(name, "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0"u8)
            + LengthOf(name, "urn:mpeg:hevc:2015:auxid:1\0"u8);
    }

    private static int LengthOf(ReadOnlySpan<byte> name, ReadOnlySpan<byte> known) =>
        name.StartsWith(known) ? FullBox + known.Length : 0;
}
