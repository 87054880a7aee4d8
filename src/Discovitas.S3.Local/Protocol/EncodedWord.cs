namespace Discovitas.S3.Local.Protocol;

/// <summary>Encodes text that a header cannot carry (RFC 2047), in the form that S3 chooses.</summary>
internal static class EncodedWord
{
    internal static string Encode(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
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
