using static Discovitas.S3.Images.Tests.Support.HeaderSamples;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Units of HEVC that are written by hand.</summary>
internal static class Hevc
{
    /// <summary>What a decoder begins with.</summary>
    internal static byte[] Start(int width, int height, int prefixLength = 4, params byte[][] more) =>
        Box("hvcC", Content(prefixLength, [Sequence(width, height), .. more]));

    /// <summary>The same without the head of the box: each unit in the list.</summary>
    internal static byte[] Content(int prefixLength, params byte[][] units) =>
    [
        .. new byte[21], (byte)(prefixLength - 1), 1, 0x20, 0, (byte)units.Length,
        .. units.SelectMany(unit => (byte[])[0, (byte)unit.Length, .. unit]),
    ];

    /// <summary>A sequence parameter set, as far as it is read.</summary>
    /// <param name="width">The width that is coded.</param>
    /// <param name="height">The height that is coded.</param>
    /// <param name="cut">How many units of chroma are cut off: left, right, top, bottom.</param>
    internal static byte[] Sequence(int width, int height, params int[] cut)
    {
        // A number, two more layers, a flag and a profile; the first layer has a profile, the second a level.
        var profile = string.Concat(Enumerable.Repeat("00000001", 12));
        var text = "0000" + "010" + "1" + profile + "1001" + new string('0', 12) + profile + Variable(0) + Variable(1)
            + Variable(width) + Variable(height) + (cut.Length > 0 ? "1" : "0") + string.Concat(cut.Select(Variable));
        return [0x42, 1, .. Escaped(Bits.ToArray(text + "1"))];
    }

    /// <summary>The unit of a picture, behind its length.</summary>
    internal static byte[] Slice(int prefixLength, params byte[] more) => Unit(prefixLength, 19, [0x80, .. more]);

    /// <summary>A unit behind its length.</summary>
    internal static byte[] Unit(int prefixLength, int type, params byte[] content) =>
        [.. new byte[prefixLength - 1], (byte)(content.Length + 2), (byte)(type << 1), 1, .. content];

    private static string Variable(int number)
    {
        var text = Convert.ToString(number + 1, 2);
        return new string('0', text.Length - 1) + text;
    }

    private static IEnumerable<byte> Escaped(byte[] bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i > 1 && bytes[i - 1] == 0 && bytes[i - 2] == 0 && bytes[i] <= 3)
            {
                yield return 3;
            }

            yield return bytes[i];
        }
    }
}
