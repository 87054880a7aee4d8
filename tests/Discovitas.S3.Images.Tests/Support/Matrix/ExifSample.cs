using System.Buffers.Binary;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>
/// EXIF data as a camera writes them: orientation, maker notes, serial number, position and a thumbnail.
/// </summary>
internal static class ExifSample
{
    private const ushort Text = 2, Short = 3, Long = 4, Rational = 5, Undefined = 7;

    private static readonly List<byte> Written = [];

    internal static readonly byte[] Bytes = Create();

    private static byte[] Create()
    {
        Written.AddRange([.. "II*\0"u8, 0, 0, 0, 0]);
        var details = Directory(0, [
            (0x927C, Undefined, [.. "QVCI\0"u8, .. TextOf($"{Secret} {Secret}")]),
            (0x9286, Undefined, [.. "UNICODE\0"u8, .. TextOf(string.Join('\0', (IEnumerable<char>)Secret))]),
            (0xA431, Text, TextOf(Secret + "\0")),
        ]);
        byte[] degrees = [.. Number(52), .. Number(1), .. Number(30), .. Number(1), .. Number(5878), .. Number(100)];
        var position = Directory(0, [
            (1, Text, TextOf("N\0")), (2, Rational, degrees), (3, Text, TextOf("E\0")), (4, Rational, degrees),
        ]);
        byte[] picture = JpegOf(Segment(0xFE, Secret));
        var thumbnailAt = Written.Count;
        Written.AddRange(picture);
        var thumbnail = Directory(0, [(0x201, Long, Number(thumbnailAt)), (0x202, Long, Number(picture.Length))]);
        var first = Directory(thumbnail, [
            (0x10F, Text, TextOf(Secret + "\0")), (0x110, Text, TextOf(Secret + "\0")), (0x112, Short, [6, 0]),
            (0x8769, Long, Number(details)), (0x8825, Long, Number(position)),
        ]);
        return [.. Written[..4], .. Number(first), .. Written[8..]];
    }

    // Appends values, then the directory, and returns where it stands.
    private static int Directory(int next, (ushort Tag, ushort Type, byte[] Value)[] entries)
    {
        var table = new List<byte>([(byte)entries.Length, 0]);
        foreach (var (tag, type, value) in entries)
        {
            var size = type switch { Short => 2, Long => 4, Rational => 8, _ => 1 };
            table.AddRange([(byte)tag, (byte)(tag >> 8), (byte)type, 0, .. Number(value.Length / size)]);
            table.AddRange(value.Length > 4 ? Number(Written.Count) : [.. value, .. new byte[4 - value.Length]]);
            Written.AddRange(value.Length > 4 ? [.. value, .. new byte[value.Length % 2]] : []);
        }

        var at = Written.Count;
        Written.AddRange([.. table, .. Number(next)]);
        return at;
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
