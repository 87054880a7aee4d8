using System.Buffers.Binary;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>A colour profile that was measured from a display, and names it.</summary>
internal static class ProfileSample
{
    private const int HeaderLength = 128;

    private static readonly string[] Colors =
        ["wtpt", "rXYZ", "gXYZ", "bXYZ", "rTRC", "gTRC", "bTRC", "cprt", "A2B0"];

    /// <summary>The profile.</summary>
    internal static readonly byte[] Bytes = Create(0);

    /// <summary>Creates the profile, with a table of colours of some length.</summary>
    internal static byte[] Create(int tableLength)
    {
        var table = new byte[tableLength];
        new Random(3).NextBytes(table);
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", [.. "desc"u8, 0, 0, 0, 0, 0, 0, 0, 11, .. TextOf(Secret), .. new byte[79]]),
            ("cprt", [.. "text"u8, 0, 0, 0, 0, .. "CC0\0"u8]),
            ("dmnd", [.. "desc"u8, 0, 0, 0, 0, 0, 0, 0, 11, .. TextOf(Secret), .. new byte[79]]),
            ("wtpt", Xyz(1)), ("rXYZ", Xyz(2)), ("gXYZ", Xyz(3)), ("bXYZ", Xyz(4)),
            ("rTRC", Curve), ("gTRC", Curve), ("bTRC", Curve),
            ("vcgt", TextOf($"vcgt\0\0\0\0{Secret}")), ("mmod", TextOf($"mmod\0\0\0\0{Secret}")),
            ("A2B0", [.. "mAB "u8, 0, 0, 0, 0, .. table]),
        ];
        var profile = new List<byte>(Header(tags.Length));
        var offset = HeaderLength + 4 + (tags.Length * 12);
        foreach (var (tag, data) in tags)
        {
            profile.AddRange([.. TextOf(tag), .. Number(offset), .. Number(data.Length)]);
            offset += Padded(data.Length);
        }

        profile.AddRange(tags.SelectMany(tag => tag.Data.Concat(new byte[Padded(tag.Data.Length) - tag.Data.Length])));
        return [.. Number(profile.Count), .. profile[4..]];
    }

    /// <summary>Returns the colours of a profile that was made here, or of a copy, one tag after the other.</summary>
    internal static byte[] ColorsOf(byte[] profile) => [.. Colors.SelectMany(tag =>
    {
        var entry = profile.AsSpan(HeaderLength).IndexOf(TextOf(tag)) + HeaderLength;
        var start = BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(entry + 4));
        return profile[start..(start + BinaryPrimitives.ReadInt32BigEndian(profile.AsSpan(entry + 8)))];
    })];

    private static byte[] Header(int tags)
    {
        var header = new byte[HeaderLength + 4];
        "ACME"u8.CopyTo(header.AsSpan(4));
        header[8] = 2;
        "mntrRGB XYZ "u8.CopyTo(header.AsSpan(12));
        Number(0x07E50003).CopyTo(header, 24);
        Number(0x00040005).CopyTo(header, 28);
        "acspAPPL"u8.CopyTo(header.AsSpan(36));
        "MAKRMODL"u8.CopyTo(header.AsSpan(48));
        Number(0xF6D6).CopyTo(header, 68);
        Number(0x10000).CopyTo(header, 72);
        Number(0xD32D).CopyTo(header, 76);
        "CREA"u8.CopyTo(header.AsSpan(80));
        Number(tags).CopyTo(header, HeaderLength);
        return header;
    }

    private static byte[] Curve => [.. "curv"u8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 51, 0, 0];

    private static byte[] Xyz(byte value) =>
        [.. "XYZ "u8, 0, 0, 0, 0, 0, 0, 0x60, value, 0, 0, 0x50, value, 0, 0, 0x40, value];

    private static int Padded(int length) => (length + 3) / 4 * 4;

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
