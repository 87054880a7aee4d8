using System.Globalization;
using System.Text;

namespace Discovitas.S3.Tool;

/// <summary>Makes text from any source safe to show on one line of a terminal.</summary>
internal static class DisplayText
{
    private const string Ellipsis = "…";

    // Characters that are two columns wide, approximately: CJK, Hangul, full-width forms and emoji (Unicode Standard
    // Annex 11).
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F), (0xFF00, 0xFF60),
        (0xFFE0, 0xFFE6), (0x1F300, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F900, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    /// <summary>Replaces each control character, line break and invisible character by a mark.</summary>
    internal static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(IsPlain(rune) ? rune : Rune.ReplacementChar);
        }

        return clean.ToString();
    }

    /// <summary>Returns the text if it fits, or else its beginning and its end, where a file's extension is.</summary>
    internal static string Shorten(string text, int columns)
    {
        if (Columns(text) <= columns)
        {
            return text;
        }

        var room = Math.Max(0, columns - Columns(Ellipsis));
        var characters = Characters(text).ToList();
        var end = string.Concat(Fitting(Enumerable.Reverse(characters), room / 2).Reverse());
        var start = string.Concat(Fitting(characters, room - Columns(end)));
        return columns > 0 ? start + Ellipsis + end : "";
    }

    /// <summary>Returns the number of terminal columns that the text takes.</summary>
    internal static int Columns(string text) => text.EnumerateRunes().Sum(Columns);

    /// <summary>Formats a size in a suitable unit.</summary>
    internal static string Size(long bytes) => bytes switch
    {
        1 => "1 byte",
        < 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):0.0} GiB"),
    };

    private static IEnumerable<string> Fitting(IEnumerable<string> characters, int columns) =>
        characters.TakeWhile(character => (columns -= Columns(character)) >= 0);

    // What a reader sees as one character, so that none is cut in two.
    private static IEnumerable<string> Characters(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            yield return elements.GetTextElement();
        }
    }

    private static int Columns(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        _ => Array.Exists(Wide, range => rune.Value >= range.First && rune.Value <= range.Last) ? 2 : 1,
    };

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
