using Discovitas.S3.Text;

namespace Discovitas.S3.Local.Protocol;

/// <summary>
/// Encodes text that a header cannot carry (RFC 2047), in the form that S3 chooses, and decodes what clients send.
/// </summary>
internal static class EncodedWord
{
    /// <summary>Returns the text of a value that was received. One that has no text is returned as it is.</summary>
    /// <remarks>
    /// S3 reads the bytes of a value as ISO 8859-1, whatever the client meant.
    /// See https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html
    /// </remarks>
    internal static string Decode(string value)
    {
        var text = Ascii.IsValid(value) ? EncodedWords.Decode(value) : Encoding.Latin1.GetString(Utf8(value));
        return text.Length > 0 ? text : value;
    }

    /// <summary>Returns the text as a header carries it: as it is, or encoded.</summary>
    internal static string ForHeader(string text)
    {
        var isPlain = text.All(one => one is >= ' ' and <= '~')
            && text.Trim().Length == text.Length
            && !text.Contains("=?", StringComparison.Ordinal);
        return isPlain || (text.StartsWith("=?", StringComparison.Ordinal) && EncodedWords.Decode(text).Length == 0)
            ? text
            : Encode(text);
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    internal static string Encode(string text)
    {
        var bytes = Utf8(text);
        return text.Any(char.IsControl)
            ? $"=?UTF-8?B?{Convert.ToBase64String(bytes)}?="
            : $"=?UTF-8?Q?{Quote(bytes)}?=";
    }

    private static string Quote(byte[] bytes)
    {
        var quoted = new StringBuilder(bytes.Length * 3);
        foreach (var one in bytes)
        {
            if (one is > (byte)' ' and < 0x7F && !"=?_".Contains((char)one, StringComparison.Ordinal))
            {
                quoted.Append((char)one);
            }
            else
            {
                quoted.Append(one == ' ' ? "_" : string.Create(CultureInfo.InvariantCulture, $"={one:X2}"));
            }
        }

        return quoted.ToString();
    }
}
