using static Discovitas.S3.Images.Tests.Support.Bytes;
using static Discovitas.S3.Images.Tests.Support.HeaderSamples;
using static Discovitas.S3.Images.Tests.Support.HeifFile;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>HEIC files with what phones put into them.</summary>
internal static class HeifSamples
{
    private const string Depth = "urn:mpeg:hevc:2015:auxid:2\0";

    private static readonly byte[] Grid = [0, 0, 0, 1, 0, 64, 0, 48];

    /// <summary>
    /// Two tiles, turned, with transparency: items 1 to 4. Then a thumbnail, EXIF, XMP, depth and another picture.
    /// </summary>
    internal static readonly HeifFile Full = new()
    {
        Brands = [.. "heic\0\0\0\x01mif1heicS743"u8],
        BeforeMeta = [.. Box("uuid", TextOf(Secret)), .. Box("free", TextOf(Secret))],
        Handler = Box("hdlr", [.. new byte[8], .. "pict"u8, .. TextOf(Secret + Secret), 0]),
        Infos =
        [
            (1, "grid", $"{Secret}\0"), (2, "hvc1", $"{Secret}\0"), (3, "hvc1", "\0"), (4, "hvc1", "\0"),
            (5, "hvc1", "\0"), (6, "Exif", "\0"), (7, "mime", $"\0text/{Secret}\0"), (8, "hvc1", "\0"),
            (9, "uri ", $"\0{Secret}\0"), (10, "hvc1", "\0"),
        ],
        Locations =
        [
            (1, 1, 10, 8), (2, 0, 14, 6), (3, 0, 20, 5), (4, 0, 35, 4), (5, 0, 25, 10), (6, 0, 0, 14), (7, 0, 39, 14),
            (8, 0, 53, 10), (9, 1, 0, 10), (10, 0, 53, 10),
        ],
        References =
        [
            ("dimg", 1, [2, 3]), ("auxl", 4, [1]), ("thmb", 5, [1]), ("cdsc", 6, [1, 2]),
            ("cdsc", 7, [1]), ("auxl", 8, [1]), ("cdsc", 9, [1]), ("auxl", 10, [1]),
        ],
        Properties =
        [
            Box("udes", TextOf(Secret)), Hevc.Start(32, 48, prefixLength: 1), Size(64, 48), Size(32, 48),
            Auxiliary(Depth), Auxiliary(Alpha), Box("colr", [.. "prof"u8, .. ProfileSample.Bytes]), Box("irot", 3),
            Box("crtt", TextOf(Secret)), Box("pixi", 0, 0, 0, 0, 3, 8, 8, 8),
        ],
        Associations =
        [
            [1, 1, 3, 7, 10, 0x88, 9], [2, 0x82, 4], [3, 0x82, 4, 1], [4, 0x82, 4, 6], [5, 0x82, 4, 1],
            [8, 0x82, 3, 5], [10, 0x82, 3],
        ],
        InMeta =
        [
            .. Box("idat", [.. TextOf(Secret), .. Grid]), .. Box("grpl", TextOf(Secret)),
            .. Box("xml ", TextOf(Secret)),
        ],
        Data =
        [
            .. Box("Exif"), .. new byte[6], .. Hevc.Slice(1, 15, 16), .. Hevc.Slice(1, 24), .. TextOf(Secret),
            .. Hevc.Slice(1), .. TextOf("<x:x"), .. TextOf(Secret), .. TextOf(Secret),
        ],
        AfterData = Box("mpvd", TextOf(Secret)),
    };

    /// <summary>
    /// The same with no secret in the data of its other pictures: a change can make each of them the one that is shown.
    /// </summary>
    internal static readonly HeifFile Plain = Full with
    {
        Data = [.. Full.Data[..25], .. new byte[10], .. Full.Data[35..53], .. new byte[10]],
    };

    /// <summary>What stays of it.</summary>
    internal static readonly HeifFile Kept = Full with
    {
        ExtentIndex = new byte[4],
        Brands = [.. "heic\0\0\0\0mif1heicmif1"u8],
        BeforeMeta = [.. Box("free", new byte[Secret.Length]), .. Box("free", new byte[Secret.Length])],
        Handler = Box("hdlr", [.. new byte[8], .. "pict"u8, .. new byte[(2 * Secret.Length) + 1]]),
        Infos = [.. Full.Infos[..4].Select(item => item with { More = "\0" })],
        Locations = Full.Locations[..4],
        References = Full.References[..2],
        Properties =
        [
            Full.Properties[1], Full.Properties[2], Full.Properties[3], Full.Properties[5],
            Box("colr", [.. "prof"u8, .. Profile()]), Full.Properties[7], Full.Properties[9],
        ],
        Associations = [[1, 2, 5, 7, 0x86], [2, 0x81, 3], [3, 0x81, 3], [4, 0x81, 3, 4]],
        InMeta = Box("idat", [.. new byte[Secret.Length], .. Grid]),
        Data = [.. new byte[14], .. Full.Data[14..25], .. new byte[10], .. Full.Data[35..39]],
        AfterData = [],
    };

    private static byte[] Profile()
    {
        byte[] profile = [.. ProfileSample.Bytes];
        Icc.IccProfiles.TryBlank(profile);
        return profile;
    }
}
