using System.Buffers.Binary;
using System.Text;

namespace Discovitas.S3.Images.Tests.Support;

/// <summary>Looks for metadata in a HEIC or AVIF that is in memory. It shares no code with the cleaner.</summary>
/// <param name="file">The file.</param>
/// <param name="found">Where it adds what should not be there.</param>
internal sealed class HeifScanner(byte[] file, Findings found)
{
    private static readonly string[] Needed =
    [
        "/ftyp", "/meta", "/meta/hdlr", "/meta/pitm", "/meta/iinf", "/meta/iinf/infe", "/meta/iloc", "/meta/iref",
        "/meta/iref/dimg", "/meta/iref/auxl", "/meta/iref/prem", "/meta/iprp", "/meta/iprp/ipma", "/meta/iprp/ipco",
        "/meta/dinf", "/meta/idat", "/mdat", "/meta/free", "/free",
        .. new[]
        {
            "ispe", "pixi", "irot", "imir", "clap", "pasp", "clli", "mdcv", "cclv", "amve", "a1op", "a1lx", "lsel",
            "hvcC", "av1C", "colr", "auxC",
        }.Select(type => "/meta/iprp/ipco/" + type),
    ];

    private static readonly string[] Items = ["hvc1", "av01", "grid", "iovl", "iden"];

    private readonly List<(int Start, int End, bool IsInside)> _data = [];

    /// <summary>Looks through the file, and returns where it ends.</summary>
    internal int Find()
    {
        Walk("", 0, file.Length);
        return file.Length;
    }

    private void Walk(string around, int at, int end)
    {
        while (at < end)
        {
            var size = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            var path = $"{around}/{Encoding.Latin1.GetString(file, at + 4, 4)}";
            var start = at + 8;
            if (size == 1)
            {
                size = (int)BinaryPrimitives.ReadInt64BigEndian(file.AsSpan(start));
                start += 8;
            }

            var last = size == 0 ? end : at + size;
            if (last > end || last < start || !Needed.Contains(path) || !IsClean(path, start, last))
            {
                found.Add($"a box {path} of {size} bytes");
                return;
            }

            at = last;
        }
    }

    private bool IsClean(string path, int start, int end)
    {
        var content = file.AsSpan(start..end);
        switch (path)
        {
            case "/meta" or "/meta/iref":
                Walk(path, start + 4, end);
                return true;
            case "/meta/iinf":
                Walk(path, start + (file[start] == 0 ? 6 : 8), end);
                return true;
            case "/meta/iprp" or "/meta/iprp/ipco":
                Walk(path, start, end);
                return true;
            case "/meta/iloc":
                ReadLocations(start);
                return true;
            case "/meta/iinf/infe":
                var type = content[0] == 2 ? 8 : 10;
                return Items.Contains(Encoding.Latin1.GetString(content.Slice(type, 4)))
                    && IsBlank(content[(type + 4)..]);
            case "/meta/hdlr":
                return IsBlank(content[..8]) && IsBlank(content[12..]);
            case "/meta/iprp/ipco/auxC":
                return content.IndexOf("auxid:1"u8) > 0 || content.IndexOf("auxiliary:alpha"u8) > 0;
            case "/meta/free" or "/free":
                return IsBlank(content);
            case "/meta/idat" or "/mdat":
                found.Pixels(start, end - start);
                return IsPicture(path == "/meta/idat", start, end);
            case "/meta/iprp/ipco/colr" when content.StartsWith("prof"u8):
                found.AddProfile(content[4..], start + 4);
                return true;
            case "/meta/iprp/ipco/hvcC" or "/meta/iprp/ipco/av1C" or "/meta/iprp/ipco/mdcv" or "/meta/iprp/ipco/pasp":
                found.Pixels(start, end - start);
                return true;
            default:
                return true;
        }
    }

    private static bool IsBlank(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept((byte)0);

    // The samples have their locations before their data.
    private bool IsPicture(bool isInside, int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            var place = isInside ? at - start : at;
            if (file[at] != 0
                && !_data.Exists(part => part.IsInside == isInside && place >= part.Start && place < part.End))
            {
                return false;
            }
        }

        return true;
    }

    private void ReadLocations(int at)
    {
        var version = file[at];
        int[] lengths = [file[at + 4] >> 4, file[at + 4] & 15, file[at + 5] >> 4, version == 0 ? 0 : file[at + 5] & 15];
        at += 6;
        var id = version == 2 ? 4 : 2;
        for (var count = Read(ref at, id); count > 0; count--)
        {
            Read(ref at, id);
            var isInside = version > 0 && (Read(ref at, 2) & 15) == 1;
            Read(ref at, 2);
            var start = Read(ref at, lengths[2]);
            for (var extents = Read(ref at, 2); extents > 0; extents--)
            {
                Read(ref at, lengths[3]);
                var from = start + Read(ref at, lengths[0]);
                _data.Add(((int)from, (int)(from + Read(ref at, lengths[1])), isInside));
            }
        }
    }

    private long Read(ref int at, int length)
    {
        var number = 0L;
        for (var end = at + length; at < end; at++)
        {
            number = (number << 8) | file[at];
        }

        return number;
    }
}
