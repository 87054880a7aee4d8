namespace Discovitas.S3.Tests.Fuzz;

/// <summary>
/// A decoder of extended values (RFC 8187, section 3.2), written from the grammar alone and strict about it.
/// </summary>
internal static class Rfc8187
{
    private const string Start = "UTF-8''";
    private const string AttrChar = "!#$&+-.^_`|~";

    private static readonly UTF8Encoding Strict = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    internal static string Decode(string extendedValue)
    {
        if (!extendedValue.StartsWith(Start, StringComparison.Ordinal))
        {
            throw new FormatException("No charset.");
        }

        var bytes = new List<byte>();
        for (var i = Start.Length; i < extendedValue.Length; i++)
        {
            var c = extendedValue[i];
            if (c == '%')
            {
                bytes.Add(Convert.FromHexString(extendedValue.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else if (char.IsAsciiLetterOrDigit(c) || AttrChar.Contains(c, StringComparison.Ordinal))
            {
                bytes.Add((byte)c);
            }
            else
            {
                throw new FormatException($"U+{(int)c:X4} is no attr-char.");
            }
        }

        return Strict.GetString([.. bytes]);
    }
}
