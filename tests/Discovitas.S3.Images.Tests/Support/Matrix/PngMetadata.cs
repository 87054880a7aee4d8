using static Discovitas.S3.Images.Tests.Support.Bytes;

namespace Discovitas.S3.Images.Tests.Support.Matrix;

/// <summary>Puts chunks into a PNG.</summary>
internal static class PngMetadata
{
    // Signature and header.
    private const int Start = 33;

    /// <summary>Puts chunks behind the header.</summary>
    internal static byte[] Add(byte[] file, byte[] chunks) => [.. file[..Start], .. chunks, .. file[Start..]];

    /// <summary>Puts chunks before the end.</summary>
    internal static byte[] AddLate(byte[] file, byte[] chunks)
    {
        var end = file.AsSpan().LastIndexOf("IEND"u8) - 4;
        return [.. file[..end], .. chunks, .. file[end..]];
    }

    /// <summary>Puts each kind of text in, profiles as texts, and private chunks.</summary>
    internal static byte[] AddTexts(byte[] file)
    {
        var digits = Convert.ToHexStringLower(TextOf($"Exif\0\0{Secret}"));
        byte[] packed = ZLib(TextOf($"{Secret} {Secret}"));
        return Add(file,
        [
            .. Chunk("tEXt", TextOf($"Author\0{Secret}")),
            .. Chunk("zTXt", [.. "Author\0\0"u8, .. packed]),
            .. Chunk("zTXt", [.. "Raw profile type exif\0\0"u8, .. ZLib(TextOf($"\nexif\n      16\n{digits}\n"))]),
            .. Chunk("iTXt", [.. "Author\0\x01\0de\0Autor\0"u8, .. packed]),
            .. Chunk("iTXt", TextOf($"Author\0\0\0de\0{Secret}\0{Secret}")),
            .. Chunk("zxIf", [0, .. "\0\0\0\x20"u8, .. packed]),
            .. Chunk("sPLT", TextOf($"{Secret}\0\x08")),
            .. Chunk("prVt", TextOf(Secret)),
            .. Chunk("iDOT", TextOf(Secret)),
        ]);
    }
}
