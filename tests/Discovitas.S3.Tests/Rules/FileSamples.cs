namespace Discovitas.S3.Tests.Rules;

/// <summary>
/// The smallest true beginning of a file of each kind that can be told by its bytes, under the kind's registered type.
/// </summary>
internal static class FileSamples
{
    internal const string JavaScript = "text/javascript";

    private static readonly byte[] Zip = [0x50, 0x4B, 3, 4, 20, 0, 0, 0];
    private static readonly byte[] Ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    private static readonly byte[] Matroska = [0x1A, 0x45, 0xDF, 0xA3, 0x9F, 0x42, 0x86, 0x81, 1];

    internal static Dictionary<string, byte[]> All { get; } = new(StringComparer.Ordinal)
    {
        ["image/jpeg"] = [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
        ["image/png"] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13],
        ["image/gif"] = Text("GIF89a"),
        ["image/webp"] = Text("RIFF\u0010\0\0\0WEBPVP8 "),
        ["image/avif"] = Mpeg4("avif"),
        ["image/heic"] = Mpeg4("heic"),
        ["image/bmp"] = Text("BM\u003A\0\0\0\0\0\0\0\u0036\0\0\0"),
        ["image/tiff"] = [0x49, 0x49, 42, 0, 8, 0, 0, 0],
        ["image/vnd.microsoft.icon"] = [0, 0, 1, 0, 1, 0],
        ["application/pdf"] = Text("%PDF-1.7\n"),
        ["application/gzip"] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0],
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = Zip,
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = Zip,
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = Zip,
        ["application/vnd.oasis.opendocument.text"] = Zip,
        ["application/vnd.oasis.opendocument.spreadsheet"] = Zip,
        ["application/vnd.oasis.opendocument.presentation"] = Zip,
        ["application/epub+zip"] = Zip,
        ["application/msword"] = Ole,
        ["application/vnd.ms-powerpoint"] = Ole,
        ["application/zip"] = Zip,
        ["application/x-7z-compressed"] = [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4],
        ["application/vnd.rar"] = [0x52, 0x61, 0x72, 0x21, 0x1A, 7, 1, 0],
        ["application/x-tar"] = Tar(),
        ["video/quicktime"] = Mpeg4("qt  "),
        ["video/mp4"] = Mpeg4("isom"),
        ["video/webm"] = Matroska,
        ["video/matroska"] = Matroska,
        ["audio/mpeg"] = Text("ID3\u0003\0\0\0\0\0\0"),
        ["audio/wav"] = Text("RIFF\u0024\0\0\0WAVEfmt "),
        ["video/x-msvideo"] = Text("RIFF\u0024\0\0\0AVI LIST"),
        ["audio/ogg"] = Text("OggS\0\u0002"),
        ["audio/flac"] = Text("fLaC\0\0\0\u0022"),
        ["application/vnd.microsoft.portable-executable"] = [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0],
        ["application/x-elf"] = [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0],
        ["image/svg+xml"] = Text("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ["text/html"] = Text("<!DOCTYPE html><title>a</title>"),
        ["application/xhtml+xml"] = Text("<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"/>"),
        ["application/xml"] = Text("<?xml version=\"1.0\"?><a/>"),
        [JavaScript] = Text("alert(1);"),
    };

    // Kinds whose first bytes are the same, because one is made of the other: bytes alone cannot tell them apart.
    private static readonly string[] Markup =
    [
        "image/svg+xml",
        "text/html",
        "application/xhtml+xml",
        "application/xml",
    ];

    internal static bool ShareContainer(string one, string other) =>
        one == other || All[one] == All[other] || (Markup.Contains(one) && Markup.Contains(other));

    internal static byte[] Text(string latin1) => Encoding.Latin1.GetBytes(latin1);

    /// <summary>
    /// A <c>ftyp</c> box (ISO/IEC 14496-12, section 4.3): a major brand, its version, and brands it is compatible
    /// with.
    /// </summary>
    internal static byte[] Mpeg4(string brand, params string[] compatible)
    {
        var box = Text($"\0\0\0{(char)(16 + (4 * compatible.Length))}ftyp{brand}\0\0\0\0{string.Concat(compatible)}");
        return [.. box, .. Text("\0\0\0\u0008free")];
    }

    private static byte[] Tar()
    {
        var header = new byte[512];
        Text("a.txt").CopyTo(header, 0);
        Text("ustar").CopyTo(header, 257);
        return header;
    }
}
