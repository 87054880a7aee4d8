using static Discovitas.S3.Rules.FileSignatures;

namespace Discovitas.S3.Rules;

/// <summary>
/// The kinds of file that can be recognized by their first bytes. A type that is not in this table is accepted if the
/// extension and the bytes belong to no other kind in it. No such check recognizes a file that was made to be two kinds
/// at once.
/// </summary>
internal static class FileTypes
{
    /// <summary>The most bytes that any signature reads.</summary>
    internal const int StartLength = 4096;

    private static readonly FileSignature Zip = At(0, [0x50, 0x4B, 3, 4], [0x50, 0x4B, 5, 6], [0x50, 0x4B, 7, 8]);
    private static readonly FileSignature Ole = At(0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    private static readonly FileSignature Tiff =
        At(0, [0x49, 0x49, 42, 0], [0x4D, 0x4D, 0, 42], [0x49, 0x49, 43, 0], [0x4D, 0x4D, 0, 43]);

    private static readonly FileSignature Matroska = At(0, [0x1A, 0x45, 0xDF, 0xA3]);
    private static readonly FileSignature Ogg = At(0, "OggS"u8.ToArray());
    private static readonly FileSignature Xml = IsMarkup;
    private static readonly FileSignature Mpeg4 = Brand(
        "isom", "iso2", "iso3", "iso4", "iso5", "iso6", "mp41", "mp42", "avc1", "dash", "M4V ", "M4A ", "M4B ", "MSNV",
        "f4v ", "3gp4", "3gp5", "3gp6", "3g2a");

    private static readonly FileType[] All =
    [
        new(["image/jpeg", "image/jpg", "image/pjpeg"], ["jpg", "jpeg", "jpe", "jfif"], At(0, [0xFF, 0xD8, 0xFF])),
        new(["image/png", "image/x-png"], ["png"], At(0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])),
        new(["image/gif"], ["gif"], At(0, "GIF87a"u8.ToArray(), "GIF89a"u8.ToArray())),
        new(["image/webp"], ["webp"], Riff("WEBP")),
        new(["image/avif", "image/avif-sequence"], ["avif", "avifs"], Brand("avif", "avis")),
        new(
            ["image/heic", "image/heif", "image/heic-sequence", "image/heif-sequence"],
            ["heic", "heif", "heics", "heifs", "hif"],
            Brand("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1")),
        new(["image/bmp", "image/x-bmp", "image/x-ms-bmp"], ["bmp", "dib"], IsBmp),
        new(["image/tiff"], ["tif", "tiff"], Tiff),
        new(["image/vnd.microsoft.icon", "image/x-icon"], ["ico"], At(0, [0, 0, 1, 0])),
        new(["application/pdf", "application/x-pdf"], ["pdf"], At(0, "%PDF-"u8.ToArray())),
        new(["application/gzip", "application/x-gzip"], ["gz", "tgz", "gzip"], At(0, [0x1F, 0x8B]), IsContainer: true),
        new(["application/zip", "application/x-zip-compressed", "application/x-zip"], ["zip"], Zip, IsContainer: true),
        new(["application/vnd.openxmlformats-officedocument.wordprocessingml.document"], ["docx"], Zip),
        new(["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"], ["xlsx"], Zip),
        new(["application/vnd.openxmlformats-officedocument.presentationml.presentation"], ["pptx"], Zip),
        new(["application/vnd.oasis.opendocument.text"], ["odt"], Zip),
        new(["application/vnd.oasis.opendocument.spreadsheet"], ["ods"], Zip),
        new(["application/vnd.oasis.opendocument.presentation"], ["odp"], Zip),
        new(["application/epub+zip"], ["epub"], Zip),
        new(["application/msword"], ["doc", "dot"], Ole, IsContainer: true),
        new(["application/vnd.ms-powerpoint"], ["ppt", "pps", "pot"], Ole),
        new(["application/x-7z-compressed"], ["7z"], At(0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C])),
        new(["application/vnd.rar", "application/x-rar-compressed"], ["rar"], At(0, [0x52, 0x61, 0x72, 0x21, 0x1A, 7])),
        new(["application/x-tar"], ["tar"], IsTar, IsContainer: true),
        new(["video/quicktime"], ["mov", "qt"], Brand("qt  ")),
        new(
            ["video/mp4", "audio/mp4", "video/x-m4v", "audio/x-m4a", "video/3gpp", "audio/3gpp", "video/3gpp2"],
            ["mp4", "m4v", "m4a", "m4b", "mpg4", "3gp", "3g2", "f4v"],
            Mpeg4),
        new(["video/webm", "audio/webm"], ["webm", "weba"], Matroska, IsContainer: true),
        new(
            ["video/matroska", "video/x-matroska", "audio/matroska", "audio/x-matroska"],
            ["mkv", "mka"],
            Matroska,
            IsContainer: true),
        new(["audio/mpeg", "audio/mp3"], ["mp3", "mpga"], IsMp3),
        new(["audio/wav", "audio/wave", "audio/x-wav", "audio/vnd.wave"], ["wav", "wave"], Riff("WAVE")),
        new(["video/x-msvideo", "video/avi"], ["avi"], Riff("AVI ")),
        new(
            ["audio/ogg", "video/ogg", "application/ogg", "audio/opus"],
            ["ogg", "oga", "ogv", "ogx", "opus"],
            Ogg,
            IsContainer: true),
        new(["audio/flac", "audio/x-flac"], ["flac"], At(0, "fLaC"u8.ToArray())),
        new(
            ["application/vnd.microsoft.portable-executable", "application/x-msdownload"],
            ["exe", "dll", "scr"],
            IsWindowsProgram),
        new(["application/x-elf", "application/x-executable"], ["elf", "so"], At(0, [0x7F, 0x45, 0x4C, 0x46])),
        new(["image/svg+xml"], ["svg"], IsSvg),
        new(["text/html"], ["html", "htm"], IsHtml),
        new(["application/xml", "text/xml"], ["xml", "xsl", "xsd"], Xml, IsContainer: true),
        new(["application/xhtml+xml"], ["xhtml", "xht"], Xml),
        new(["text/javascript", "application/javascript", "application/x-javascript"], ["js", "mjs", "cjs"], null),
    ];

    /// <summary>
    /// Returns whether files of the type may have the extension. A file without an extension may be of any type.
    /// </summary>
    internal static bool ExtensionAgrees(string type, string extension)
    {
        if (extension.Length == 0 || IsAnything(type))
        {
            return true;
        }

        var known = KindsOf(type).ToList();
        return known.Count > 0
            ? known.Exists(kind => Has(kind, extension))
            : !All.Any(kind => Has(kind, extension));
    }

    /// <summary>Returns whether a file of the type may begin with these bytes.</summary>
    internal static bool BytesAgree(string type, ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(start.Length, StartLength)];
        var hasSignature = false;
        foreach (var kind in KindsOf(type))
        {
            if (kind.Matches is { } matches)
            {
                hasSignature = true;
                if (matches(start))
                {
                    return true;
                }
            }
        }

        return !hasSignature && AgreesWithoutSignature(type, start);
    }

    /// <summary>Returns the kind of a file that begins with these bytes, or null if it is not in the table.</summary>
    internal static FileType? Recognize(ReadOnlySpan<byte> start)
    {
        start = start[..Math.Min(start.Length, StartLength)];
        foreach (var kind in All)
        {
            // All markup begins alike: only a declaration or a certain tag shows which it is.
            if (kind.Matches is { } matches && matches(start) && (matches != Xml || IsXmlDeclared(start)))
            {
                return kind;
            }
        }

        return null;
    }

    private static bool AgreesWithoutSignature(string type, ReadOnlySpan<byte> start)
    {
        if (type.EndsWith("+xml", StringComparison.Ordinal))
        {
            return IsMarkup(start);
        }

        if (IsAnything(type))
        {
            return true;
        }

        // A format that is not in the table may be based on ZIP or XML, but not on a picture or a program.
        return IsTextType(type)
            ? IsText(start) && Recognize(start) is null
            : Recognize(start) is null or { IsContainer: true };
    }

    private static IEnumerable<FileType> KindsOf(string type) =>
        All.Where(kind => kind.Types.Contains(type, StringComparer.Ordinal));

    private static bool Has(FileType kind, string extension) =>
        kind.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase);

    private static bool IsTextType(string type) =>
        type.StartsWith("text/", StringComparison.Ordinal)
        || type.EndsWith("+json", StringComparison.Ordinal)
        || type is "application/json" or "application/javascript" or "application/x-javascript";

    private static bool IsAnything(string type) => type is "application/octet-stream";
}
