using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Units of AV1 that are written by hand.</summary>
internal static class Av1
{
    /// <summary>A picture of 64 x 48 pixels: a sequence header and a frame.</summary>
    internal static readonly HeifFile File = Of([], [.. Sequence(64, 48), .. Unit(6, 7, 8, 9)]);

    /// <summary>An AVIF with units before its data, and as its data.</summary>
    internal static HeifFile Of(byte[] start, byte[] data) => new()
    {
        Brands = [.. "avif\0\0\0\0mif1avif"u8],
        Infos = [(1, "av01", "\0")],
        Properties = [Box("av1C", [0x81, 0, 0, 0, .. start]), HeifFile.Size(64, 48)],
        Locations = [(1, 0, 0, data.Length)],
        Data = data,
    };

    /// <summary>The sequence header of a still picture.</summary>
    internal static byte[] Sequence(int width, int height) =>
        Unit(1, Bits.ToArray("000" + "11" + "00000" + Sizes(width, height)));

    /// <summary>A sequence header with all that can come before the size.</summary>
    internal static byte[] FullSequence(int width, int height, int sizeBits) => Unit(1, Bits.ToArray(
        "000" + "00" + "1" + Bits.Of(1, 32) + Bits.Of(1, 32) + "1" + "010" + "1" + Bits.Of(3, 5) + Bits.Of(1, 32)
        + Bits.Of(0, 10) + "1" + Bits.Of(1, 5) + Point("01000", "") + Point("01000", "1")
        + Sizes(width, height, sizeBits)));

    /// <summary>A unit with its length.</summary>
    internal static byte[] Unit(int type, params byte[] content) =>
        [(byte)((type << 3) | 2), (byte)content.Length, .. content];

    private static string Point(string level, string tier) =>
        new string('0', 12) + (tier.Length > 0 ? level : "00001") + tier + "1" + "10101010" + "0" + "1" + "0110";

    private static string Sizes(int width, int height, int bits = 10) =>
        Bits.Of(bits - 1, 4) + Bits.Of(bits - 1, 4) + Bits.Of(width - 1, bits) + Bits.Of(height - 1, bits);
}
