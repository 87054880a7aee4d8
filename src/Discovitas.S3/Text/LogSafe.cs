namespace Discovitas.S3.Text;

/// <summary>
/// Makes input safe for messages and logs: quoted, shortened, and without control or invisible characters, so that no
/// input can forge a line of a log or hide in one.
/// </summary>
internal static class LogSafe
{
    private const int MaxLength = 80;

    internal static string Quote(string input)
    {
        var text = input.Length > MaxLength ? input.AsSpan(0, MaxLength) : input.AsSpan();
        return string.Create(text.Length + 2 + (input.Length > MaxLength ? 1 : 0), input, static (target, source) =>
        {
            target[0] = '\'';
            var count = Math.Min(source.Length, MaxLength);
            for (var i = 0; i < count; i++)
            {
                target[i + 1] = IsPlain(source[i]) ? source[i] : '\uFFFD';
            }

            if (source.Length > MaxLength)
            {
                target[count + 1] = '…';
            }

            target[^1] = '\'';
        });
    }

    // Format characters include the bidirectional overrides; line and paragraph separators end a line in some viewers.
    private static bool IsPlain(char c) => char.GetUnicodeCategory(c) is not
        (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.Format
        or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
        or System.Globalization.UnicodeCategory.Surrogate);
}
