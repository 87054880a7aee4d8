using System.Text.Unicode;

namespace Discovitas.S3.Text;

/// <summary>
/// Non-ASCII text in a header (RFC 2047). Written in base64; read in quoted-printable as well, which Amazon S3 returns
/// for values that other clients have stored as raw UTF-8.
/// </summary>
internal static class EncodedWords
{
    // RFC 2047, section 2: a word has at most 75 characters, 12 of them around the text; base64 turns 3 bytes into 4.
    private const int BytesPerWord = (75 - 12) / 4 * 3;
    private const string Opening = "=?UTF-8?";
    private const string Closing = "?=";

    internal static string Encode(string value)
    {
        var words = new System.Text.StringBuilder();
        var bytes = new byte[BytesPerWord];
        var rest = value.AsSpan();
        do
        {
            // Only whole characters: each word must be decodable by itself (RFC 2047, section 5).
            var encoder = System.Text.Encoding.UTF8.GetEncoder();
            encoder.Convert(rest, bytes, flush: true, out var chars, out var count, out _);
            words.Append(words.Length == 0 ? "" : " ").Append(Opening).Append("B?");
            words.Append(Convert.ToBase64String(bytes, 0, count)).Append(Closing);
            rest = rest[chars..];
        }
        while (!rest.IsEmpty);
        return words.ToString();
    }

    /// <summary>Returns the decoded text if the value consists of encoded words in UTF-8, or else the value.</summary>
    internal static string Decode(string value)
    {
        using var decoded = new MemoryStream();
        foreach (var word in value.Split(' '))
        {
            if (Bytes(word) is not { } bytes)
            {
                return value;
            }

            decoded.Write(bytes);
        }

        var text = decoded.ToArray();
        return Utf8.IsValid(text) ? System.Text.Encoding.UTF8.GetString(text) : value;
    }

    private static byte[]? Bytes(string word)
    {
        var start = Opening.Length + 2;
        if (!word.StartsWith(Opening, StringComparison.OrdinalIgnoreCase)
            || !word.EndsWith(Closing, StringComparison.Ordinal)
            || word.Length < start + Closing.Length
            || word[start - 1] != '?'
            || word.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            return null;
        }

        var text = word[start..^Closing.Length];
        return word[start - 2] switch
        {
            'B' or 'b' => Base64(text),
            'Q' or 'q' => Quoted(text),
            _ => null,
        };
    }

    private static byte[]? Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var count) ? bytes[..count] : null;
    }

    // RFC 2047, section 4.2.
    private static byte[]? Quoted(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '=')
            {
                bytes.Add(text[i] == '_' ? (byte)' ' : (byte)text[i]);
            }
            else if (i + 2 < text.Length && TryParseHex(text.AsSpan(i + 1, 2), out var b))
            {
                bytes.Add(b);
                i += 2;
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }

    private static bool TryParseHex(ReadOnlySpan<char> digits, out byte value) =>
        byte.TryParse(
            digits,
            System.Globalization.NumberStyles.AllowHexSpecifier,
            System.Globalization.CultureInfo.InvariantCulture,
            out value);
}
