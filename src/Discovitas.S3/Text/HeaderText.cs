using System.Buffers;
using System.Text;

namespace Discovitas.S3.Text;

/// <summary>
/// Checks what is written into a header (RFC 9110, section 5.5). The SDK writes CR and LF unchanged, which splits a
/// request in two, so every header value is checked here.
/// </summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>
    /// Returns whether the text is visible ASCII with spaces only inside, which can be sent unchanged.
    /// </summary>
    internal static bool IsPlain(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.StartsWith(' ') && !text.EndsWith(' ');

    /// <summary>Returns whether the text is a token, as a header's name must be (RFC 9110, section 5.6.2).</summary>
    internal static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <exception cref="UploadRejectedException">The text has a control character (C0, DEL or C1).</exception>
    internal static void RequireNoControls(string input, string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                throw Invalid(
                    $"{input} {LogSafe.Quote(text)} has the control character U+{(int)c:X4}, which is not allowed in " +
                    "a header. Remove it.",
                    LogSafe.Quote(text));
            }
        }
    }

    /// <exception cref="UploadRejectedException">
    /// The text has half of a surrogate pair, which has no UTF-8 form.
    /// </exception>
    internal static void RequireUnicode(string input, string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                throw Invalid(
                    $"{input} {LogSafe.Quote(text)} has half of a character (a lone surrogate). Remove it.",
                    LogSafe.Quote(text));
            }

            rest = rest[length..];
        }
    }

    /// <exception cref="UploadRejectedException">The text cannot be sent unchanged, or is too long.</exception>
    internal static void RequirePlain(string input, string text, int maxLength)
    {
        RequireNoControls(input, text);
        if (!IsPlain(text) || text.Length is 0 || text.Length > maxLength)
        {
            throw Invalid(
                $"{input} {LogSafe.Quote(text)} must have 1 to {maxLength} visible ASCII characters, and no space at " +
                "either end.",
                LogSafe.Quote(text));
        }
    }

    internal static UploadRejectedException Invalid(string message, string? found = null) =>
        new(UploadRejectionReason.InvalidHeader, message, limit: null, found);
}
