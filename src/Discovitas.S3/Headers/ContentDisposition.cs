using System.Text;
using Discovitas.S3.Text;

namespace Discovitas.S3.Headers;

/// <summary>
/// The Content-Disposition header (RFC 6266): a plain <c>filename</c> that every client reads and, where that had to lose something,
/// the true one as <c>filename*</c> in UTF-8 (RFC 8187).
/// </summary>
internal static class ContentDisposition
{
    // Every file system in use allows 255 units in a name.
    private const int MaxNameLength = 255;

    private const string Unreserved = "!#$&+-.^_`|~";

    /// <summary>The header, or null where the browser is to decide and no name is kept.</summary>
    internal static string? For(FileUploadRequest request, MediaType type)
    {
        var disposition = request.Disposition switch
        {
            FileDisposition.Inline => "inline",
            FileDisposition.Attachment => "attachment",
            _ => type.IsRunnable ? "attachment" : null,
        };

        return request.KeepFileName
            ? WithName(disposition ?? "inline", "FileName", LastSegment(request.FileName))
            : disposition;
    }

    /// <summary>The header that makes a browser save the file as <paramref name="name"/>.</summary>
    /// <exception cref="UploadRejectedException">The name holds control characters, or is too long.</exception>
    internal static string Attachment(string name) => WithName("attachment", "The download name", LastSegment(name));

    private static string WithName(string disposition, string input, string name)
    {
        HeaderText.RequireNoControls(input, name);
        if (name.Length > MaxNameLength)
        {
            throw HeaderText.Invalid($"{input} {LogSafe.Quote(name)} is {name.Length} characters long, and at most {MaxNameLength} can be kept. Shorten it.", LogSafe.Quote(name));
        }

        if (name.Length == 0)
        {
            return disposition;
        }

        var plain = string.Create(name.Length, name, static (target, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                // A quote or backslash would need escaping; some clients decode percent signs here, others encoded words (=?…?=).
                target[i] = source[i] is >= ' ' and <= '~' and not ('"' or '\\' or '%' or '?') ? source[i] : '_';
            }
        });
        return plain == name
            ? $"{disposition}; filename=\"{plain}\""
            : $"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{Encode(name)}";
    }

    // RFC 8187, section 3.2.1: attr-char as it is, all other bytes of the UTF-8 form percent-encoded.
    private static string Encode(string name)
    {
        var encoded = new StringBuilder(name.Length * 3);
        foreach (var b in Encoding.UTF8.GetBytes(name))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || Unreserved.Contains((char)b, StringComparison.Ordinal))
            {
                encoded.Append((char)b);
            }
            else
            {
                encoded.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    private static string LastSegment(string name) => name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
}
