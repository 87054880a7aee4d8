using System.Buffers.Binary;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>The parts of a file whose structure is right: segments, chunks or blocks, and what is around.</summary>
internal static class FileParts
{
    internal static List<byte[]> Of(byte[] file) => (char)file[0] switch
    {
        'G' => Cut(file, 13 + Table(file, 10), GifLength),
        'R' => Cut(file, 12, (rest, at) => 8 + Even(BinaryPrimitives.ReadInt32LittleEndian(rest.AsSpan(at + 4)))),
        (char)0x89 => Cut(file, 8, (rest, at) => 12 + BinaryPrimitives.ReadInt32BigEndian(rest.AsSpan(at))),
        _ => Cut(file, 2, JpegLength),
    };

    /// <summary>Sets the length that a part states.</summary>
    internal static void SetLength(byte[] part, char format, uint length)
    {
        switch (format)
        {
            case 'G' when part.Length > 2:
                part[2] = (byte)length;
                break;
            case 'R' when part.Length >= 8:
                BinaryPrimitives.WriteUInt32LittleEndian(part.AsSpan(4), length);
                break;
            case (char)0x89 when part.Length >= 12:
                BinaryPrimitives.WriteUInt32BigEndian(part, length);
                break;
            case (char)0xFF when part.Length >= 4:
                var marker = part.AsSpan().IndexOfAnyExcept((byte)0xFF);
                BinaryPrimitives.WriteUInt16BigEndian(part.AsSpan(Math.Max(0, marker) + 1), (ushort)length);
                break;
        }
    }

    // What follows the last part is one more.
    private static List<byte[]> Cut(byte[] file, int start, Func<byte[], int, int> lengthOf)
    {
        var parts = new List<byte[]> { file[..start] };
        for (var at = start; at < file.Length;)
        {
            var isOver = at > file.Length - 12 || IsEnd(parts[^1]);
            var length = isOver ? file.Length - at : Math.Min(lengthOf(file, at), file.Length - at);
            parts.Add(file[at..(at + length)]);
            at += length;
        }

        return parts;
    }

    private static bool IsEnd(byte[] part) =>
        part is [0xFF, 0xD9] or [0x3B] || (part.Length == 12 && part.AsSpan(4).StartsWith("IEND"u8));

    private static int JpegLength(byte[] file, int at)
    {
        var marker = at;
        while (file[marker] == 0xFF)
        {
            marker++;
        }

        if (marker > at && file[marker] is not (0 or (>= 0xD0 and <= 0xD9)))
        {
            return marker + 1 - at + BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(marker + 1));
        }

        return file[marker] == 0xD9 && marker > at ? 2 : ScanLength(file.AsSpan(at));
    }

    private static int ScanLength(ReadOnlySpan<byte> rest)
    {
        var at = 0;
        while (at < rest.Length - 1 && (rest[at] != 0xFF || rest[at + 1] is 0 or (>= 0xD0 and <= 0xD7)))
        {
            at++;
        }

        return Math.Max(1, at);
    }

    private static int GifLength(byte[] file, int at)
    {
        if (file[at] == 0x3B)
        {
            return 1;
        }

        var end = at + (file[at] == 0x2C ? 11 + Table(file, at + 9) : 2);
        while (file[end] != 0)
        {
            end += file[end] + 1;
        }

        return end + 1 - at;
    }

    private static int Table(byte[] file, int at) => file[at] < 0x80 ? 0 : 3 << ((file[at] & 7) + 1);

    private static int Even(int length) => length + (length % 2);
}
