using System.Globalization;
using System.Text;

namespace Discovitas.S3.Local.Protocol;

/// <summary>Percent-encoding as AWS signs it: every byte but the unreserved characters of RFC 3986, in upper-case hex.</summary>
internal static class PercentEncoding
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string text, bool keepSlashes = false)
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

    /// <summary>The text, a plus read as a space as S3 does in paths and queries alike; bad escapes and bad UTF-8 are refused.</summary>
    public static string Decode(string encoded)
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
        if (index + 2 < encoded.Length && char.IsAsciiHexDigit(encoded[index + 1]) && char.IsAsciiHexDigit(encoded[index + 2]))
        {
            return byte.Parse(encoded.AsSpan(index + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        throw new S3Exception(S3Error.InvalidUri);
    }
}
