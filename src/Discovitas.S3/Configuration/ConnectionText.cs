namespace Discovitas.S3.Configuration;

/// <summary>Reads the form of connection strings: <c>Name=value</c>, separated by semicolons.</summary>
internal static class ConnectionText
{
    /// <summary>Returns the parts. A semicolon in double quotes separates nothing.</summary>
    internal static IReadOnlyList<string> Split(string text)
    {
        var parts = new List<string>();
        for (var (start, at, isQuoted) = (0, 0, false); at <= text.Length; at++)
        {
            isQuoted ^= at < text.Length && text[at] == '"';
            if (at == text.Length || (text[at] == ';' && !isQuoted))
            {
                parts.Add(text[start..at].Trim());
                start = at + 1;
            }
        }

        return [.. parts.Where(part => part.Length > 0)];
    }

    /// <summary>Returns a value without the quotes around it. Two quotes inside them stand for one.</summary>
    internal static string Unquote(string value) => value is ['"', .. var inside, '"']
        ? inside.Replace("\"\"", "\"", StringComparison.Ordinal)
        : value;
}
