using System.Buffers.Binary;
using System.Text;

namespace Discovitas.S3.Rules;

/// <summary>
/// The signatures with more than a few fixed bytes (WHATWG MIME Sniffing, sections 6 and 7; ISO/IEC 14496-12 for
/// <c>ftyp</c>).
/// </summary>
internal static class FileSignatures
{
    private static readonly string[] HtmlTags =
    [
        "<!doctype html", "<html", "<head", "<script", "<iframe", "<body", "<style", "<title", "<table", "<div", "<h1",
        "<img", "<a ", "<br", "<p>",
    ];

    internal static FileSignature At(int offset, params byte[][] any) => start =>
    {
        foreach (var bytes in any)
        {
            if (start.Length >= offset && start[offset..].StartsWith(bytes))
            {
                return true;
            }
        }

        return false;
    };

    /// <summary>Matches RIFF with a form type at byte 8.</summary>
    internal static FileSignature Riff(string form) => start =>
        start.Length >= 12 && start.StartsWith("RIFF"u8) && IsText(start.Slice(8, 4), form);

    /// <summary>
    /// Matches ISO base media: <c>ftyp</c> at byte 4, and one of <paramref name="brands"/> as the major or a compatible
    /// brand.
    /// </summary>
    internal static FileSignature Brand(params string[] brands) => start =>
    {
        if (start.Length < 12 || !start[4..].StartsWith("ftyp"u8))
        {
            return false;
        }

        var boxLength = Math.Max(12, (int)BinaryPrimitives.ReadUInt16BigEndian(start[2..]));
        var box = start[..Math.Min(start.Length, boxLength)];
        for (var at = 8; at + 4 <= box.Length; at += at == 8 ? 8 : 4)
        {
            foreach (var brand in brands)
            {
                if (IsText(box.Slice(at, 4), brand))
                {
                    return true;
                }
            }
        }

        return false;
    };

    internal static bool IsMp3(ReadOnlySpan<byte> start) =>
        (start.StartsWith("ID3"u8) && start.Length > 3 && start[3] is 2 or 3 or 4)
        || (start.Length >= 3 && start[0] == 0xFF && (start[1] & 0xE6) == 0xE2);

    // A text may begin with "BM" too; the four reserved bytes are always zero.
    internal static bool IsBmp(ReadOnlySpan<byte> start) =>
        start.StartsWith("BM"u8) && start.Length >= 14 && start.Slice(6, 4) is [0, 0, 0, 0];

    internal static bool IsWindowsProgram(ReadOnlySpan<byte> start) => start.StartsWith("MZ"u8) && !IsText(start);

    internal static bool IsTar(ReadOnlySpan<byte> start) => start.Length >= 262 && start[257..].StartsWith("ustar"u8);

    internal static bool IsHtml(ReadOnlySpan<byte> start)
    {
        var text = SkipComments(Markup(start));
        foreach (var tag in HtmlTags)
        {
            if (text.Length >= tag.Length && Ascii.EqualsIgnoreCase(text[..tag.Length], tag))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsXmlDeclared(ReadOnlySpan<byte> start) => Markup(start).StartsWith("<?xml"u8);

    internal static bool IsMarkup(ReadOnlySpan<byte> start) => Markup(start) is [(byte)'<', ..];

    internal static bool IsSvg(ReadOnlySpan<byte> start) => IsMarkup(start) && Markup(start).IndexOf("<svg"u8) >= 0;

    /// <summary>Matches bytes without NUL, or with a byte order mark of UTF-16 or UTF-32.</summary>
    internal static bool IsText(ReadOnlySpan<byte> start) =>
        start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, 0, 0xFE, 0xFF, ..] || start.IndexOf((byte)0) < 0;

    private static bool IsText(ReadOnlySpan<byte> bytes, string text) => Ascii.Equals(bytes, text);

    private static ReadOnlySpan<byte> SkipComments(ReadOnlySpan<byte> text)
    {
        while (text.StartsWith("<!--"u8) && text.IndexOf("-->"u8) is >= 0 and var end)
        {
            text = text[(end + 3)..].TrimStart(" \t\r\n\f"u8);
        }

        return text;
    }

    // Skips a byte order mark and white space.
    private static ReadOnlySpan<byte> Markup(ReadOnlySpan<byte> start) =>
        (start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..] : start).TrimStart(" \t\r\n\f"u8);
}
