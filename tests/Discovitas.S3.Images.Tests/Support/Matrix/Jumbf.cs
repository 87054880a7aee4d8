using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>A manifest of where a picture comes from, as C2PA puts it into JUMBF boxes (ISO/IEC 19566-5).</summary>
internal static class Jumbf
{
    // The end of the types of JUMBF: ISO's own UUIDs.
    private static readonly byte[] Suffix = [0, 0x11, 0, 0x10, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    internal static readonly byte[] Bytes = SuperBox(
        "c2pa", "c2pa",
        SuperBox("c2ma", $"urn:uuid:{Secret}", SuperBox("json", "c2pa.author", Box("json", TextOf($"\"{Secret}\"")))));

    /// <summary>The boxes in two segments, each with the head of the outer box (ISO/IEC 18477-3, B.1).</summary>
    internal static byte[] Segments()
    {
        byte[] head = Bytes[..8];
        var half = 8 + ((Bytes.Length - 8) / 2);
        return
        [
            .. Segment(0xEB, [.. "JP\0\x01\0\0\0\x01"u8, .. Bytes[..half]]),
            .. Segment(0xEB, [.. "JP\0\x01\0\0\0\x02"u8, .. head, .. Bytes[half..]]),
        ];
    }

    private static byte[] SuperBox(string type, string label, byte[] content) => Box("jumb",
        [.. Box("jumd", [.. TextOf(type), .. Suffix, 3, .. TextOf(label), 0]), .. content]);
}
