using System.Buffers.Binary;
using System.Text;

namespace Discovitas.S3.Images.Icc;

/// <summary>The tags of ICC profiles that show colours, and their types (ICC.1:2022, section 9).</summary>
internal static class IccTags
{
    // The copyright belongs to who made the profile: it is not ours to remove.
    private static readonly Dictionary<uint, string[]> Types = new([
        .. Typed(["XYZ "], "rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt"),
        .. Typed(["sf32"], "chad"),
        .. Typed(["cicp"], "cicp"),
        .. Typed(["curv", "para"], "rTRC", "gTRC", "bTRC", "kTRC"),
        .. Typed(["mft1", "mft2", "mAB "], "A2B0", "A2B1", "A2B2", "A2B3"),
        .. Typed(["mft1", "mft2", "mBA "], "B2A0", "B2A1", "B2A2", "B2A3"),
        .. Typed(["mpet"], "D2B0", "D2B1", "D2B2", "D2B3", "B2D0", "B2D1", "B2D2", "B2D3"),
        .. Typed(["text", "mluc", "desc"], "cprt"),
    ]);

    /// <summary>
    /// Returns the types that a tag may have; null if it is not needed to show colours, nor the copyright.
    /// </summary>
    internal static string[]? TypesOf(uint tag) => Types.GetValueOrDefault(tag);

    /// <summary>Returns a signature, as the number that it is in a profile.</summary>
    internal static uint Signature(string tag) => BinaryPrimitives.ReadUInt32BigEndian(Encoding.Latin1.GetBytes(tag));

    /// <summary>Returns a description without text, which every profile must have.</summary>
    internal static byte[] EmptyDescription(bool isVersion4) => isVersion4
        ? [.. "mluc"u8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 12]
        : [.. "desc"u8, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0];

    private static IEnumerable<KeyValuePair<uint, string[]>> Typed(string[] types, params string[] tags) =>
        tags.Select(tag => KeyValuePair.Create(Signature(tag), types));
}
