using System.Text;

namespace Discovitas.S3.Images.Facts;

/// <summary>
/// Tells formats of pictures that are neither read nor cleaned by their first bytes, whatever they are sent as: most
/// can say where a picture was taken.
/// </summary>
internal static class OtherPictures
{
    private static readonly (byte[] Start, string Name)[] Signatures =
    [
        Of("\u00FF\n", "JPEG XL"),
        Of("\0\0\0\fJXL \r\n\u0087\n", "JPEG XL"),
        Of("\0\0\0\fjP  \r\n\u0087\n", "JPEG 2000"),
        Of("\u00FFO\u00FFQ", "JPEG 2000"),
        Of("II\u00BC\u0001", "JPEG XR"),
        Of("II+\0", "BigTIFF"),
        Of("MM\0+", "BigTIFF"),
        Of("IIU\0", "Panasonic's RW2"),
        Of("IIRO\b\0\0\0", "Olympus' ORF"),
        Of("IIRS\b\0\0\0", "Olympus' ORF"),
        Of("MMOR\0\0\0\b", "Olympus' ORF"),
        Of("II\u001A\0\0\0HEAPCCDR", "Canon's CRW"),
        Of("FUJIFILMCCD-RAW", "Fujifilm's RAF"),
        Of("FOVb", "Sigma's X3F"),
        Of("\0MRM", "Minolta's MRW"),
        Of("8BPS\0", "PSD"),
        Of("\u008AMNG\r\n\u001A\n", "MNG"),
        Of("\u008BJNG\r\n\u001A\n", "JNG"),
        Of("v/1\u0001", "OpenEXR"),
        Of("gimp xcf ", "XCF"),
        Of("BPG\u00FB", "BPG"),
    ];

    /// <summary>Returns the name of the format; null if the bytes are not those of such a picture.</summary>
    /// <param name="start">The first bytes of a file.</param>
    internal static string? NameOf(ReadOnlySpan<byte> start)
    {
        foreach (var (signature, name) in Signatures)
        {
            if (start.StartsWith(signature))
            {
                return name;
            }
        }

        return IsIcon(start) ? "an icon"
            : IsDamagedJpeg(start) ? "a JPEG whose first bytes are damaged"
            : BoxedPictures.NameOf(start);
    }

    // Most decoders look for the first segment, and some for the start as well.
    private static bool IsDamagedJpeg(ReadOnlySpan<byte> start) =>
        start is [0xFF, 0xD8, ..] or [_, 0xFF, 0xD8, 0xFF, ..];

    // Four bytes are little: the first picture of an icon must be plausible as well.
    private static bool IsIcon(ReadOnlySpan<byte> start) => start.Length >= 22
        && start is [0, 0, 1 or 2, 0, not 0, 0, ..]
        && start[9] == 0
        && start[18..22] is [>= 22, _, _, 0] or [< 22, > 0, _, 0];

    private static (byte[] Start, string Name) Of(string start, string name) => (Encoding.Latin1.GetBytes(start), name);
}
