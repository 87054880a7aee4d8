using System.Buffers.Binary;
using System.Text;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>What a colour profile holds beside colours, curves and tables, which are what their tags say.</summary>
internal static class ProfileText
{
    private const int HeadLength = 132;
    private const int MostColors = 44;

    private static readonly string[] Colors = ["rXYZ", "gXYZ", "bXYZ", "wtpt", "bkpt", "chad", "lumi", "meas", "view"];
    private static readonly string[] Tables = ["rTRC", "gTRC", "bTRC", "kTRC", "gamt", "cprt"];

    /// <summary>Returns the profile with its colours blank.</summary>
    internal static byte[] Of(byte[] profile)
    {
        byte[] text = [.. profile];
        if (profile.Length < HeadLength)
        {
            return text;
        }

        // Version, class and colour spaces; rendering intent and illuminant.
        text.AsSpan(8, 16).Clear();
        text.AsSpan(64, 16).Clear();
        for (var at = HeadLength; at <= profile.Length - 12 && at < HeadLength + (12 * Count(profile)); at += 12)
        {
            var tag = Encoding.Latin1.GetString(profile, at, 4);
            var start = Math.Min(UInt32(profile, at + 4), profile.Length);
            var length = Math.Min(UInt32(profile, at + 8), profile.Length - start);
            length = Colors.Contains(tag) ? Math.Min(length, MostColors) : length;
            var isTable = tag[0] is 'A' or 'B' or 'D' or 'p' && char.IsAsciiDigit(tag[3]);
            if (isTable || Colors.Contains(tag) || Tables.Contains(tag))
            {
                text.AsSpan((int)start, (int)length).Clear();
            }
        }

        return text;
    }

    private static long Count(byte[] profile) => Math.Min(UInt32(profile, 128), 1000);

    private static long UInt32(byte[] profile, int at) => BinaryPrimitives.ReadUInt32BigEndian(profile.AsSpan(at));
}
