using System.Buffers;
using System.Text;

namespace Discovitas.S3.Text;

/// <summary>
/// What may stand in a header. The SDK writes CR and LF as they are, which splits a request in two, so everything bound for a
/// header passes here (RFC 9110, section 5.5).
/// </summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>Visible ASCII, spaces between: what can be sent as it is.</summary>
    internal static bool IsPlain(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange(' ', '~') && !text.StartsWith(' ') && !text.EndsWith(' ');

    /// <summary>A token (RFC 9110, section 5.6.2): what a header's name is made of.</summary>
    internal static bool IsToken(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(TokenCharacters);

    /// <exception cref="UploadRejectedException">There is a control character (C0, DEL or C1) in <paramref name="text"/>.</exception>
    internal static void RequireNoControls(string input, string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                throw Invalid($"{input} {LogSafe.Quote(text)} holds the control character U+{(int)c:X4}, which no header may carry. Remove it.", LogSafe.Quote(text));
            }
        }
    }

    /// <exception cref="UploadRejectedException">There is half of a surrogate pair in <paramref name="text"/>, which has no UTF-8 form.</exception>
    internal static void RequireUnicode(string input, string text)
    {
        for (var rest = text.AsSpan(); !rest.IsEmpty;)
        {
            if (Rune.DecodeFromUtf16(rest, out _, out var length) != OperationStatus.Done)
            {
                throw Invalid($"{input} {LogSafe.Quote(text)} holds half of a character (a lone surrogate). Remove it.", LogSafe.Quote(text));
            }

            rest = rest[length..];
        }
    }

    /// <exception cref="UploadRejectedException"><paramref name="text"/> cannot be sent as it is, or is too long.</exception>
    internal static void RequirePlain(string input, string text, int maxLength)
    {
        RequireNoControls(input, text);
        if (!IsPlain(text) || text.Length is 0 || text.Length > maxLength)
        {
            throw Invalid($"{input} {LogSafe.Quote(text)} must be 1 to {maxLength} visible ASCII characters, with no space at either end.", LogSafe.Quote(text));
        }
    }

    internal static UploadRejectedException Invalid(string message, string? found = null) =>
        new(UploadRejectionReason.InvalidHeader, message, limit: null, found);
}
