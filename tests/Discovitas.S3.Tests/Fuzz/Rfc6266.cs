namespace Discovitas.S3.Tests.Fuzz;

/// <summary>
/// A reader of Content-Disposition (RFC 6266, section 4.1; RFC 9110, section 5.6), written from the grammar alone and
/// strict about it.
/// </summary>
/// <param name="Type">inline or attachment.</param>
/// <param name="Parameters">Each as it is meant: quotes, escapes and extended values resolved.</param>
internal sealed record Rfc6266(string Type, IReadOnlyDictionary<string, string> Parameters)
{
    private const string TokenMarks = "!#$%&'*+-.^_`|~";

    /// <summary>The name to save under: filename* comes first where both are given (section 4.3).</summary>
    internal string? FileName => Parameters.GetValueOrDefault("filename*") ?? Parameters.GetValueOrDefault("filename");

    internal static Rfc6266 Parse(string header)
    {
        var at = 0;
        var type = Token(header, ref at);
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (at < header.Length)
        {
            Skip(header, ref at, ';');
            while (at < header.Length && header[at] == ' ')
            {
                at++;
            }

            var name = Token(header, ref at);
            Skip(header, ref at, '=');
            var value = at < header.Length && header[at] == '"' ? Quoted(header, ref at) : Token(header, ref at);
            parameters.Add(name, name.EndsWith('*') ? Rfc8187.Decode(value) : value);
        }

        return new Rfc6266(type, parameters);
    }

    private static string Token(string header, ref int at)
    {
        var start = at;
        while (at < header.Length
            && (char.IsAsciiLetterOrDigit(header[at]) || TokenMarks.Contains(header[at], StringComparison.Ordinal)))
        {
            at++;
        }

        return at > start ? header[start..at] : throw new FormatException($"No token at {start}.");
    }

    private static string Quoted(string header, ref int at)
    {
        var text = new StringBuilder();
        for (Skip(header, ref at, '"'); header[at] != '"'; at++)
        {
            at += header[at] == '\\' ? 1 : 0;
            text.Append(
                header[at] is >= ' ' and <= '~'
                    ? header[at]
                    : throw new FormatException($"U+{(int)header[at]:X4} in a quoted string."));
        }

        Skip(header, ref at, '"');
        return text.ToString();
    }

    private static void Skip(string header, ref int at, char expected) =>
        at = at < header.Length && header[at] == expected
            ? at + 1
            : throw new FormatException($"No {expected} at {at}.");
}
