namespace Discovitas.S3.Local.Protocol;

/// <summary>
/// Percent-encoding as AWS signs it: all bytes except the unreserved characters of RFC 3986, in upper-case hex.
/// </summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string Encode(string text, bool keepSlashes = false)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var one in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)one) || "-_.~".Contains((char)one) || (keepSlashes && one == '/'))
            {
                encoded.Append((char)one);
            }
            else
            {
                encoded.Append('%').Append(one.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }

    /// <summary>
    /// Encodes a key as listings do, which is as in a form: a space becomes a plus sign, and an asterisk stays.
    /// </summary>
    internal static string EncodeForListing(string key) => Encode(key, keepSlashes: true)
        .Replace("%20", "+", StringComparison.Ordinal)
        .Replace("%2A", "*", StringComparison.Ordinal)
        .Replace("~", "%7E", StringComparison.Ordinal);

    /// <summary>
    /// Decodes a path or a query. Like S3, reads a plus sign as a space in both, and rejects bad escapes and bad UTF-8.
    /// </summary>
    internal static string Decode(string encoded)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var length = 0;
        for (var index = 0; index < encoded.Length; index++)
        {
            var one = encoded[index];
            if (one == '%')
            {
                bytes[length++] = Escape(encoded, index);
                index += 2;
            }
            else if (one == '+')
            {
                bytes[length++] = (byte)' ';
            }
            else
            {
                length += Encoding.UTF8.GetBytes([one], bytes.AsSpan(length));
            }
        }

        try
        {
            return StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw new S3Exception(S3Error.InvalidUri);
        }
    }

    private static byte Escape(string encoded, int index)
    {
        if (index + 2 < encoded.Length
            && char.IsAsciiHexDigit(encoded[index + 1])
            && char.IsAsciiHexDigit(encoded[index + 2]))
        {
            var digits = encoded.AsSpan(index + 1, 2);
            return byte.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        throw new S3Exception(S3Error.InvalidUri);
    }
}
