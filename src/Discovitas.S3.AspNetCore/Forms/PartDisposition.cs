using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Discovitas.S3.AspNetCore.Forms;

/// <summary>A part's Content-Disposition (RFC 7578, section 4.2), its names as the sender had them.</summary>
/// <param name="Name">The field's name; never empty.</param>
/// <param name="FileName">The file's name, empty where none was chosen; null for a field.</param>
internal sealed record PartDisposition(string Name, string? FileName)
{
    private const int MaxNameLength = 1024;

    /// <exception cref="Problems.RefusedException">It is missing, ambiguous or of another kind.</exception>
    internal static PartDisposition Parse(string header)
    {
        if (!ContentDispositionHeaderValue.TryParse(header, out var parsed) || !parsed.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
        {
            throw FormParts.Malformed("A part lacks its Content-Disposition: form-data.");
        }

        return One(parsed, "name") is { Length: > 0 and <= MaxNameLength } name
            ? new PartDisposition(Text(name), ExtendedFileName(parsed) ?? (One(parsed, "filename") is { HasValue: true } file ? Text(file) : null))
            : throw FormParts.Malformed($"A part lacks its name, or has one of more than {MaxNameLength} characters.");
    }

    // RFC 8187. RFC 7578 has no need of it, but some clients send it, for non-ASCII names. The framework's own decoder knows more character
    // sets than UTF-8, the only one to be sent, and fails on some (UTF-7) in a way that no form should be able to cause.
    private static string? ExtendedFileName(ContentDispositionHeaderValue parsed)
    {
        var value = One(parsed, "filename*");
        if (!value.HasValue)
        {
            return null;
        }

        return value.ToString().Split('\'') is [var charset, _, var text] && charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
            ? Uri.UnescapeDataString(text)
            : throw FormParts.Malformed("A file's filename* is not UTF-8.");
    }

    // Of two names each reader would believe another.
    private static StringSegment One(ContentDispositionHeaderValue parsed, string name)
    {
        var found = parsed.Parameters.Where(parameter => parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count switch
        {
            0 => default,
            1 => HeaderUtilities.RemoveQuotes(found[0].Value),
            _ => throw FormParts.Malformed($"A part has more than one {name}."),
        };
    }

    // As browsers escape it (WHATWG HTML, "multipart/form-data encoding algorithm"), and as older clients escape a quote. Any other
    // backslash belongs to the name.
    private static string Text(StringSegment value) => value.ToString()
        .Replace("%22", "\"", StringComparison.Ordinal)
        .Replace("\\\"", "\"", StringComparison.Ordinal)
        .Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase)
        .Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase);
}
