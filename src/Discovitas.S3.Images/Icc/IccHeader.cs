using System.Text;

namespace Discovitas.S3.Images.Icc;

/// <summary>The header of an ICC profile (ICC.1:2022, section 7.2).</summary>
internal static class IccHeader
{
    private const string Classes = "scnr mntr prtr link spac abst nmcl ";

    private const string Spaces = "XYZ  Lab  Luv  YCbr Yxy  RGB  GRAY HSV  HLS  CMYK CMY  "
        + "2CLR 3CLR 4CLR 5CLR 6CLR 7CLR 8CLR 9CLR ACLR BCLR CCLR DCLR ECLR FCLR ";

    /// <summary>Tells whether bytes are a header, with a kind of profile and of colours that there is.</summary>
    internal static bool IsValid(ReadOnlySpan<byte> head) => head[36..].StartsWith("acsp"u8)
        && IsOneOf(head[12..16], Classes) && IsOneOf(head[16..20], Spaces) && IsOneOf(head[20..24], Spaces);

    /// <summary>
    /// Returns the header as it is kept: size, version, kind, colours, and what a renderer is told. Not module,
    /// platform, maker, model, creator, the checksum of the profile as it was, nor what is reserved: version 5 has
    /// spectra there, which no browser shows.
    /// </summary>
    internal static byte[] Cleaned(ReadOnlySpan<byte> head) =>
    [
        .. head[..4], 0, 0, 0, 0, .. head[8..10], 0, 0, .. head[12..24],

        // Date and time.
        0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0,
        .. "acsp"u8, 0, 0, 0, 0,

        // Whether it is embedded, and may be used alone; of the medium, whether it is transparent, glossy and so on.
        0, 0, 0, (byte)(head[47] & 3), .. new byte[15], (byte)(head[63] & 15),

        // The intent; D50, which is prescribed.
        0, 0, 0, (byte)(head[67] & 3), 0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D,
        .. new byte[48],
    ];

    private static bool IsOneOf(ReadOnlySpan<byte> signature, string list)
    {
        Span<char> text = stackalloc char[5];
        Encoding.Latin1.GetChars(signature, text);
        text[^1] = ' ';
        return list.AsSpan().IndexOf(text) is >= 0 and var at && at % text.Length == 0;
    }
}
