using System.Buffers.Binary;

namespace Discovitas.S3.Images.Facts;

/// <summary>
/// Tells pictures that are stored in boxes as videos are (ISO/IEC 14496-12), but neither as HEIC nor as AVIF usually
/// is. Videos have the same first box, so it alone says little.
/// </summary>
internal static class BoxedPictures
{
    private const int HeadLength = 8;
    private const int BrandsAt = 16;

    // Where a box meta, if its first box is the handler as it must be, has the type of that box and what it handles.
    private const int HandlerAt = 16;
    private const int HandledAt = 28;

    // Pictures that are not coded as HEVC or AV1, and those whose brand says nothing about that.
    private static readonly string[] Pictures =
    [
        "heic", "heix", "heim", "heis", "hevc", "hevx", "hevm", "hevs", "avif", "avis", "mif1", "mif2", "mif3", "msf1",
        "miaf", "1pic", "jpeg", "jpgs", "j2ki", "j2is", "avci", "avcs", "vvic", "vvis", "evbi", "evbs", "unif",
    ];

    /// <inheritdoc cref="OtherPictures.NameOf"/>
    internal static string? NameOf(ReadOnlySpan<byte> start)
    {
        while (start.Length >= HeadLength)
        {
            var box = start[..(int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(start), start.Length)];
            var type = start[4..HeadLength];
            if (type.SequenceEqual("ftyp"u8) && NameOfBrands(box) is { } name)
            {
                return name;
            }

            if (type.SequenceEqual("meta"u8))
            {
                return IsOfPicture(start) ? "HEIF" : null;
            }

            if (box.Length < HeadLength)
            {
                return null;
            }

            start = start[box.Length..];
        }

        return null;
    }

    private static bool IsOfPicture(ReadOnlySpan<byte> meta) => meta.Length >= HandledAt
        && meta[HandlerAt..].StartsWith("hdlr"u8)
        && meta[HandledAt..].StartsWith("pict"u8);

    // The major brand, a version, and those that the file is compatible with.
    private static string? NameOfBrands(ReadOnlySpan<byte> box)
    {
        for (var at = HeadLength; at + 4 <= box.Length; at = Math.Max(at + 4, BrandsAt))
        {
            var brand = box.Slice(at, 4);
            if (brand.SequenceEqual("crx "u8))
            {
                return "Canon's CR3";
            }

            foreach (var picture in Pictures)
            {
                if (System.Text.Ascii.Equals(brand, picture))
                {
                    return "HEIF";
                }
            }
        }

        return null;
    }
}
