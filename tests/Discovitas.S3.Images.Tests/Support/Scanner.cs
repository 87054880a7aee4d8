using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>
/// Looks for metadata in a picture that is in memory, another way than the cleaner: it shares no code with it.
/// </summary>
internal static class Scanner
{
    private static readonly string[] PngChunks =
    [
        "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "cICP", "mDCV", "cLLI", "sBIT", "bKGD", "pHYs",
        "acTL", "fcTL", "fdAT", "iCCP", "eXIf",
    ];

    private static readonly string[] Numbers =
        ["IHDR", "PLTE", "IDAT", "fdAT", "fcTL", "tRNS", "cHRM", "mDCV", "VP8X", "VP8 ", "VP8L", "ALPH"];

    /// <summary>Returns what should not be there.</summary>
    internal static Findings Find(byte[] file)
    {
        var found = new Findings(file);
        var end = (char)file[0] switch
        {
            'G' => Gif(file, found),
            'R' => Riff(file, 12, (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(4)) + 8, found),
            (char)0x89 => Png(file, found),
            '\0' => new HeifScanner(file, found).Find(),
            _ => Jpeg(file, found),
        };
        found.Expect(end == file.Length, $"{file.Length - end} bytes after the end");
        found.FindSecrets();
        return found;
    }

    /// <summary>Returns where a JPEG ends.</summary>
    internal static int EndOfJpeg(byte[] file) => Jpeg(file, new Findings(file));

    private static int Jpeg(byte[] file, Findings found)
    {
        var at = 2;
        var isScan = false;
        while (true)
        {
            var next = Array.IndexOf(file, (byte)0xFF, at);
            found.Expect(isScan || next == at, $"{next - at} bytes between segments");
            found.Pixels(at, next - at);
            at = next;
            var marker = file[at + 1];
            at += marker == 0xFF ? 1 : 2;
            if (marker == 0xD9)
            {
                return at;
            }

            if (marker is 0 or 0xFF or (>= 0xD0 and <= 0xD7))
            {
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));
            var content = file.AsSpan(at + 2, length - 2);
            found.Expect(IsNeeded(marker, content), $"a segment {marker:X2} of {length} bytes");
            isScan = marker == 0xDA;
            found.Pixels(at, marker < 0xE0 ? length : 0);
            var isProfile = content.Length >= 14 && content.StartsWith("ICC_PROFILE"u8);
            found.AddProfile(isProfile ? content[14..] : [], at + 16);
            at += length;
        }
    }

    private static bool IsNeeded(byte marker, ReadOnlySpan<byte> content) => marker switch
    {
        0xE0 => content.Length == 14 && content[12] == 0 && content[13] == 0,
        0xE1 => content.Length == 32 && IsOrientation(content[6..]),
        0xE2 => content.StartsWith("ICC_PROFILE"u8),
        0xEE => content.Length == 12,
        _ => marker is >= 0xC0 and < 0xE0,
    };

    private static bool IsOrientation(ReadOnlySpan<byte> exif) =>
        exif.StartsWith((ReadOnlySpan<byte>)[(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3])
        && exif[19] is >= 1 and <= 8
        && !exif[20..].ContainsAnyExcept((byte)0);

    private static int Png(byte[] file, Findings found)
    {
        for (var at = 8; ;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var type = Encoding.Latin1.GetString(file, at + 4, 4);
            var isNeeded = PngChunks.Contains(type)
                && (type != "eXIf" || (length == 26 && IsOrientation(file.AsSpan(at + 8, length))));
            found.Expect(isNeeded, $"a chunk {type} of {length} bytes");
            var data = file.AsSpan(at + 8, length);
            var sum = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length));
            found.Expect(sum == Crc32.HashToUInt32(file.AsSpan(at + 4, length + 4)), $"a chunk {type} of another sum");
            found.AddProfile(type == "iCCP" ? Unpack(data[(data.IndexOf((byte)0) + 2)..]) : []);
            found.Pixels(at + 8, Numbers.Contains(type) ? length : 0);
            at += length + 12;
            if (type == "IEND")
            {
                return at;
            }
        }
    }

    private static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        using var source = new ZLibStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        source.CopyTo(unpacked);
        return unpacked.ToArray();
    }

    private static int Gif(byte[] file, Findings found)
    {
        var at = 13 + Table(file[10]);
        found.Pixels(13, at - 13);
        while (file[at] != 0x3B)
        {
            var isImage = file[at] == 0x2C;
            var data = at + (isImage ? 11 + Table(file[at + 9]) : 2);
            var end = data;
            for (; file[end] != 0; end += file[end] + 1)
            {
            }

            var block = file.AsSpan(at..end);
            var isLoop = block.Length == 18 && block[3..].StartsWith("NETSCAPE2.0"u8);
            var isControl = block[1] == 0xF9 && block.Length == 7;
            found.Expect(isImage || isLoop || isControl, $"an extension {block[1]:X2} of {block.Length} bytes");
            found.Pixels(at + 10, isImage ? end - at - 10 : 0);
            at = end + 1;
        }

        return at + 1;
    }

    private static int Table(byte flags) => flags < 0x80 ? 0 : 3 << ((flags & 7) + 1);

    private static int Riff(byte[] file, int at, int end, Findings found)
    {
        while (at < end)
        {
            var type = Encoding.Latin1.GetString(file, at, 4);
            var length = (int)BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 4));
            var data = file.AsSpan(at + 8, length);
            var isNeeded = type switch
            {
                "EXIF" => IsOrientation(data),
                "JUNK" => !data.ContainsAnyExcept((byte)0),
                "ANMF" => Riff(file, at + 24, at + 8 + length + (length % 2), found) > 0,
                _ => type is "VP8X" or "VP8 " or "VP8L" or "ALPH" or "ANIM" or "ICCP",
            };
            found.Expect(isNeeded, $"a chunk {type} of {length} bytes");
            found.AddProfile(type == "ICCP" ? data : [], at + 8);
            found.Pixels(at + 8, Numbers.Contains(type) ? length : type == "ANMF" ? 16 : 0);
            at += 8 + length + (length % 2);
        }

        return at;
    }
}
