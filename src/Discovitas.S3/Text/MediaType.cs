using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace Discovitas.S3.Text;

/// <summary>
/// A content type, valid by construction and in one form: <c>type/subtype</c> in lower case, with a well-known
/// <c>charset</c> or none, and without any other parameter (RFC 9110, section 8.3.1; RFC 6838, section 4.2).
/// </summary>
internal sealed record MediaType
{
    private const int MaxLength = 255;

    private static readonly string[] Charsets = ["utf-8", "us-ascii", "iso-8859-1", "windows-1252", "utf-16"];

    // Types that a browser runs, or runs scripts in, when it opens the file directly.
    private static readonly HashSet<string> Runnable = new(StringComparer.Ordinal)
    {
        "text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml", "text/xsl",
        "text/javascript", "application/javascript", "application/x-javascript", "application/ecmascript",
        "text/ecmascript", "text/jscript", "text/livescript", "multipart/related", "message/rfc822",
        "application/x-shockwave-flash",
    };

    private MediaType(string bare, string? charset)
    {
        Bare = bare;
        Value = charset is null ? bare : $"{bare}; charset={charset}";
    }

    /// <summary>Type and subtype without parameters.</summary>
    internal string Bare { get; }

    /// <summary>Gets the content type that is stored.</summary>
    internal string Value { get; }

    /// <summary>Gets a value indicating whether a browser would run the file rather than show it.</summary>
    internal bool IsRunnable => Runnable.Contains(Bare) || Bare.EndsWith("+xml", StringComparison.Ordinal);

    /// <exception cref="UploadRejectedException">The text is not a media type.</exception>
    internal static MediaType Parse(string? text)
    {
        if (TryParse(text, out var type))
        {
            return type;
        }

        throw new UploadRejectedException(
            UploadRejectionReason.InvalidContentType,
            $"The content type {LogSafe.Quote(text ?? "")} is not a media type. Use type/subtype, for instance " +
            "image/png, or application/octet-stream if the type is not known.",
            "type/subtype",
            LogSafe.Quote(text ?? ""));
    }

    internal static bool TryParse(string? text, [NotNullWhen(true)] out MediaType? type)
    {
        type = null;

        // The framework accepts spaces around the slash and drops them, so its result is compared with the text.
        if (string.IsNullOrEmpty(text)
            || text.Length > MaxLength
            || text.AsSpan().ContainsAnyExceptInRange(' ', '~')
            || !MediaTypeHeaderValue.TryParse(text, out var parsed)
            || parsed.MediaType is not { } bare
            || bare.Contains('*', StringComparison.Ordinal)
            || !text.AsSpan().TrimStart(' ').StartsWith(bare, StringComparison.Ordinal))
        {
            return false;
        }

        var charset = parsed.CharSet?.Trim('"').ToLowerInvariant();
        type = new MediaType(bare.ToLowerInvariant(), Charsets.Contains(charset) ? charset : null);
        return true;
    }

    public override string ToString() => Value;
}
