using System.Globalization;
using System.Text;
using Spectre.Console;

namespace Discovitas.S3.Tool.Terminal;

/// <summary>Makes text from any source safe to show on one line of a terminal.</summary>
internal static class DisplayText
{
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
        if (text.GetCellWidth() <= columns)
        {
            return text;
        }

        var room = Math.Max(0, columns - 1);
        var characters = Characters(text).ToList();
        var end = string.Concat(Fitting(Enumerable.Reverse(characters), room / 2).Reverse());
        var start = string.Concat(Fitting(characters, room - end.GetCellWidth()));
        return columns > 0 ? $"{start}…{end}" : "";
    }

    /// <summary>Formats a size in a suitable unit.</summary>
    internal static string Size(long bytes) => bytes switch
    {
        1 => "1 byte",
        < 1L << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes"),
        < 1L << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.0} KiB"),
        < 1L << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024):0.0} MiB"),
        < 1L << 40 => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024):0.0} GiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1024.0 * 1024 * 1024 * 1024):0.0} TiB"),
    };

    /// <summary>Formats a number with a comma between groups of three digits.</summary>
    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Fitting(IEnumerable<string> characters, int columns) =>
        characters.TakeWhile(character => (columns -= character.GetCellWidth()) >= 0);

    // What a reader sees as one character, so that none is cut in two.
    private static IEnumerable<string> Characters(string text)
    {
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
        {
            yield return elements.GetTextElement();
        }
    }

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
