using System.Globalization;
using System.Text;
using Discovitas.S3.Text;

namespace Discovitas.S3.Headers;

/// <summary>
/// The Content-Disposition header (RFC 6266): an ASCII <c>filename</c> that every client reads and, if that is not the
/// exact name, the exact name as <c>filename*</c> in UTF-8 (RFC 8187).
/// </summary>
internal static class ContentDisposition
{
    // Every common file system allows names of up to 255 units.
    private const int MaxNameLength = 255;

    private const string Unreserved = "!#$&+-.^_`|~";

    /// <summary>
    /// Returns the header, or null if the browser decides and no name is kept. Only a passive type is ever shown: what
    /// a client claims must not decide whether its file runs in the origin of the public URL.
    /// </summary>
    /// <exception cref="UploadRejectedException">The name has control characters, or is too long.</exception>
    internal static string? Create(FileUploadRequest request, MediaType type)
    {
        var disposition = request.Disposition switch
        {
            _ when !type.IsPassive => "attachment",
            FileDisposition.Inline => "inline",
            FileDisposition.Attachment => "attachment",
            _ => null,
        };

        return request.KeepFileName
            ? WithName(disposition ?? "inline", "FileName", LastSegment(request.FileName))
            : disposition;
    }

    /// <summary>Returns the header that makes a browser save the file as <paramref name="name"/>.</summary>
    /// <exception cref="UploadRejectedException">The name has control characters, or is too long.</exception>
    internal static string Attachment(string name) =>
        WithName("attachment", "The download name", LastSegment(name));

    /// <summary>
    /// Returns what a stored file is served with: a type in which a browser may run something is saved, whatever is
    /// stored, since not every object comes from this library.
    /// </summary>
    internal static string? Safe(string? stored, string? contentType)
    {
        const string Attachment = "attachment";
        if (stored.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        {
            stored = Attachment;
        }

        if (MediaType.TryParse(contentType, out var type) && type.IsPassive)
        {
            return string.IsNullOrEmpty(stored) ? null : stored;
        }

        var parameters = stored?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        return parameters < 0 ? Attachment : Attachment + stored![parameters..];
    }

    private static string WithName(string disposition, string input, string name)
    {
        HeaderText.RequireNoControls(input, name);
        if (name.Length > MaxNameLength)
        {
            throw HeaderText.Invalid(
                $"{input} {LogSafe.Quote(name)} has {name.Length} characters, and at most {MaxNameLength} are " +
                "allowed. Shorten it.",
                LogSafe.Quote(name));
        }

        if (name.Length == 0)
        {
            return disposition;
        }

        var plain = ToAscii(name);
        return plain == name
            ? $"{disposition}; filename=\"{plain}\""
            : $"{disposition}; filename=\"{plain}\"; filename*=UTF-8''{Encode(name)}";
    }

    // A quote or backslash would need escaping; some clients decode percent signs here, others encoded words (=?…?=).
    private static string ToAscii(string name) => string.Create(name.Length, name, static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
        {
            target[i] = source[i] is >= ' ' and <= '~' and not ('"' or '\\' or '%' or '?') ? source[i] : '_';
        }
    });

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
                encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    private static string LastSegment(string name) => name[(name.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
}
