using System.Globalization;
using System.Text;

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

    private static bool IsPlain(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator);
}
