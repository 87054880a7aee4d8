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

    // A list of what may be shown, not of what may not: browsers run more types than anyone can list, and look for HTML
    // in the bytes of some that they do not know (https://mimesniff.spec.whatwg.org/, section 7).
    private static readonly HashSet<string> Passive = new(StringComparer.Ordinal)
    {
        "image/png", "image/jpeg", "image/jpg", "image/gif", "image/webp", "image/avif", "image/apng", "image/bmp",
        "image/heic", "image/heif", "image/tiff", "image/vnd.microsoft.icon", "image/x-icon",
        "audio/mpeg", "audio/mp3", "audio/mp4", "audio/x-m4a", "audio/aac", "audio/ogg", "audio/opus", "audio/flac",
        "audio/wav", "audio/wave", "audio/x-wav", "audio/webm",
        "video/mp4", "video/x-m4v", "video/webm", "video/ogg", "video/quicktime", "video/x-matroska", "video/3gpp",
        "text/plain", "application/pdf",
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

    /// <summary>
    /// Gets a value indicating whether no browser runs anything in a file of this type, whatever its bytes are.
    /// </summary>
    internal bool IsPassive => Passive.Contains(Bare);

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
