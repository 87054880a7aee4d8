using System.Buffers.Binary;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>Puts chunks into a WebP.</summary>
internal static class WebPMetadata
{
    private const int Start = 12;
    private const byte HasXmp = 4, HasExif = 8;

    /// <summary>Puts a chunk at the end, and tells so in the first chunk if the file has one that tells.</summary>
    internal static byte[] Add(byte[] file, string type, byte[] data)
    {
        var end = End(file);
        byte[] changed = [.. file[..end], .. RiffChunk(type, data), .. file[end..]];
        changed[20] |= !IsExtended(file) ? (byte)0 : type == "EXIF" ? HasExif : type == "XMP " ? HasXmp : (byte)0;
        return Sized(changed, end + 8 + data.Length + (data.Length % 2));
    }

    /// <summary>Moves metadata before the picture.</summary>
    internal static byte[] MoveToFront(byte[] file)
    {
        var chunks = Chunks(file);
        var first = chunks.Take(1);
        var moved = chunks.Skip(1).OrderBy(chunk => chunk[0] is (byte)'E' or (byte)'X' ? 0 : 1);
        return [.. file[..Start], .. first.Concat(moved).SelectMany(chunk => chunk), .. file[End(file)..]];
    }

    private static bool IsExtended(byte[] file) => file[15] == 'X';

    private static int End(byte[] file) => (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)) + 8;

    private static byte[] Sized(byte[] file, int end)
    {
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), end - 8);
        return file;
    }

    private static List<byte[]> Chunks(byte[] file)
    {
        var chunks = new List<byte[]>();
        for (var at = Start; at < End(file); at += chunks[^1].Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 4));
            chunks.Add(file[at..(at + 8 + length + (length % 2))]);
        }

        return chunks;
    }
}
