using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>
/// The Content-Disposition of a part (RFC 7578, section 4.2), with the names as the sender wrote them.
/// </summary>
/// <param name="Name">The name of the field; never empty.</param>
/// <param name="FileName">The name of the file, empty if no file was chosen; null for a field.</param>
internal sealed record PartDisposition(string Name, string? FileName)
{
    private const int MaxNameLength = 1024;

    /// <exception cref="Problems.ProblemException">The header is missing, ambiguous or of another kind.</exception>
    internal static PartDisposition Parse(string header)
    {
        if (!ContentDispositionHeaderValue.TryParse(header, out var parsed)
            || !parsed.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw FormReader.Malformed("A part has no Content-Disposition: form-data.");
        }

        if (GetParameter(parsed, "name") is not { Length: > 0 and <= MaxNameLength } name)
        {
            throw FormReader.Malformed($"A part has no name, or one of more than {MaxNameLength} characters.");
        }

        var file = GetParameter(parsed, "filename");
        return new PartDisposition(
            Unescape(name),
            GetExtendedFileName(parsed) ?? (file.HasValue ? Unescape(file) : null));
    }

    // RFC 8187. RFC 7578 does not use it, but some clients send it for names that are not ASCII. The framework's
    // decoder accepts other character sets as well, and throws for some of them (UTF-7).
    private static string? GetExtendedFileName(ContentDispositionHeaderValue parsed)
    {
        var value = GetParameter(parsed, "filename*");
        if (!value.HasValue)
        {
            return null;
        }

        return value.ToString().Split('\'') is [var charset, _, var text]
            && charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? Uri.UnescapeDataString(text)
                : throw FormReader.Malformed("The filename* of a file is not UTF-8.");
    }

    // Two parameters of one name could be read differently by two readers.
    private static StringSegment GetParameter(ContentDispositionHeaderValue parsed, string name)
    {
        var found = parsed.Parameters
            .Where(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return found.Count switch
        {
            0 => default,
            1 => HeaderUtilities.RemoveQuotes(found[0].Value),
            _ => throw FormReader.Malformed($"A part has more than one {name}."),
        };
    }

    // Browsers escape names as WHATWG HTML says ("multipart/form-data encoding algorithm"), older clients escape quotes
    // by a backslash. Any other backslash belongs to the name.
    private static string Unescape(StringSegment value) => value.ToString()
        .Replace("%22", "\"", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase)
        .Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase);
}
