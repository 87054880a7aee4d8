using System.Buffers.Binary;
using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Fuzz;

/// <summary>Breaks files in one way or another, the same for the same seed.</summary>
internal sealed class BrokenFiles(int seed)
{
    private static readonly uint[] Lengths =
        [0, 1, 2, 7, 255, 256, 8193, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF];

    private readonly Random _random = new(seed);

    /// <summary>Breaks a file.</summary>
    internal byte[] Break(byte[] file, Breakage breakage)
    {
        var parts = FileParts.Of(file);
        var changed = breakage switch
        {
            Breakage.CutOff => CutOff(parts),
            Breakage.WrongLength => WrongLength(parts, (char)file[0]),
            Breakage.Swapped => Swapped(parts),
            Breakage.Repeated => Inserted(parts, [Any(parts)]),
            Breakage.Missing => [.. parts.Where((_, i) => i != parts.Count / 2), .. Some(parts)],
            Breakage.Renamed => Renamed(parts),
            Breakage.LyingSize => Lying(parts),
            Breakage.HugeCount => Inserted(parts, Enumerable.Repeat(Any(parts), _random.Next(256, 3000))),
            Breakage.WrongByte => WrongByte(parts),
            Breakage.Spliced => Spliced(parts),
            _ => Inserted(parts, [Looping((char)file[0])]),
        };
        byte[] broken = [.. changed.SelectMany(part => part)];
        Repair(broken, breakage != Breakage.WrongByte && _random.Next(2) == 0);
        return broken;
    }

    private List<byte[]> CutOff(List<byte[]> parts)
    {
        var last = _random.Next(1, parts.Count);
        return [.. parts[..last], parts[last][.._random.Next(parts[last].Length)]];
    }

    private List<byte[]> WrongLength(List<byte[]> parts, char format)
    {
        var at = _random.Next(1, parts.Count);
        var length = _random.Next(3) switch
        {
            0 => Lengths[_random.Next(Lengths.Length)],
            1 => (uint)(parts[at].Length + _random.Next(-14, 4)),
            _ => (uint)(parts[at].Length + parts[Math.Min(at + 1, parts.Count - 1)].Length),
        };
        FileParts.SetLength(parts[at], format, length);
        return parts;
    }

    private List<byte[]> Swapped(List<byte[]> parts)
    {
        var (one, other) = (_random.Next(parts.Count), _random.Next(parts.Count));
        (parts[one], parts[other]) = (parts[other], parts[one]);
        return parts;
    }

    private List<byte[]> Inserted(List<byte[]> parts, IEnumerable<byte[]> inserted)
    {
        parts.InsertRange(_random.Next(1, parts.Count), inserted);
        return parts;
    }

    private List<byte[]> Renamed(List<byte[]> parts)
    {
        var (one, other) = (Any(parts), Any(parts));
        other.AsSpan(0, Math.Min(one.Length, Math.Min(other.Length, _random.Next(1, 9)))).CopyTo(one);
        return parts;
    }

    // The first parts hold the size of the picture, a frame's part that of the frame.
    private List<byte[]> Lying(List<byte[]> parts)
    {
        var part = parts[_random.Next(2) == 0 ? _random.Next(Math.Min(3, parts.Count)) : _random.Next(parts.Count)];
        var at = _random.Next(part.Length);
        part.AsSpan(at, Math.Min(_random.Next(1, 5), part.Length - at)).Fill(0xFF);
        return parts;
    }

    private List<byte[]> WrongByte(List<byte[]> parts)
    {
        var part = Any(parts);
        part[^Math.Min(part.Length, _random.Next(1, 12))] ^= (byte)_random.Next(1, 256);
        return parts;
    }

    private List<byte[]> Spliced(List<byte[]> parts)
    {
        var others = FileParts.Of([.. Samples.ToChange[_random.Next(Samples.ToChange.Length)]]);
        return _random.Next(2) == 0
            ? [.. parts[.._random.Next(1, parts.Count)], .. others[_random.Next(others.Count)..]]
            : Inserted(parts, others);
    }

    // A directory whose second entry, and whose next directory, is itself.
    private byte[] Looping(char format)
    {
        byte[] exif =
        [
            .. "MM\0*\0\0\0\x08"u8, 0, 2, 0x87, 0x69, 0, 4, 0, 0, 0, 1, 0, 0, 0, (byte)_random.Next(0, 40),
            0x02, 0x01, 0, 4, 0, 0, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8, .. TextOf(Secret),
        ];
        return format switch
        {
            'G' => [.. Extension(0xFF, TextOf("NETSCAPE2.0"), [1, 0, 0], [1, 0, 0])[..^1], .. GifFrame(1, 1)],
            'R' => RiffChunk("EXIF", exif),
            (char)0x89 => Chunk("eXIf", exif),
            _ => Segment(0xE1, [.. "Exif\0\0"u8, .. exif]),
        };
    }

    private byte[] Any(List<byte[]> parts) => parts[_random.Next(parts.Count)];

    private IEnumerable<byte[]> Some(List<byte[]> parts) => parts.Skip(_random.Next(parts.Count)).Take(_random.Next(4));

    // Half of the files are right about checksums and their size, so that what is behind these checks is seen.
    private static void Repair(byte[] file, bool isRepaired)
    {
        if (isRepaired && file.Length > 12)
        {
            Checksums.Repair(file);
            if (file[0] == 'R')
            {
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(4), (file.Length - 8) & ~1);
            }
        }
    }
}
