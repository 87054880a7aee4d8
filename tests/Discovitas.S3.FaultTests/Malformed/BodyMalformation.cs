using System.Text;

namespace Discovitas.S3.FaultTests.Malformed;

/// <summary>Makes documents, forms and framed bodies wrong.</summary>
internal sealed class BodyMalformation(Random random)
{
    private static readonly string[] Bits =
    [
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>", "&b;", "&amp;", "&#0;", "&#xD800;", "&#xFFFE;",
        "<![CDATA[", "]]>", "<!--", "<?xml version=\"1.0\" encoding=\"utf-16\"?>", "<?xml version=\"1.1\"?>", "<a>",
        "</a>",
        "<?xml version=\"1.0\" encoding=\"nonsense\"?>", "xmlns=\"urn:other\"", "<x:y/>", "\0", "\uFFFF", "-1", "0",
        "\r\n",
        "99999999999999999999", "1e400", "null", "true", "[", "{", "\"", "\\ud800", "\\u0000", "{\"a\":1}", "[[[[",
        ",", " ",
        "/../../x", "\u202E", "é", ";", "=", ":", "--", "ffffffffffffffff\r\n", "7fffffffffffffff", "-5\r\n",
        "0\r\n\r\n",
    ];

    internal byte[] Apply(byte[] body) => random.Next(9) switch
    {
        0 => body[..random.Next(body.Length + 1)],
        1 => Replace(body, Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<a>", random.Pick(100, 100_000))))),
        2 => [.. random.Pick<byte[]>([0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xC3]), .. body],
        3 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
        4 => Flip(body),
        5 => Repeat(body),
        _ => Replace(body, Encoding.UTF8.GetBytes(random.Pick(Bits))),
    };

    /// <summary>Changes a few bytes.</summary>
    internal byte[] Flip(byte[] bytes)
    {
        byte[] changed = [.. bytes];
        for (var left = bytes.Length == 0 ? 0 : random.Next(1, 4); left > 0; left--)
        {
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
        }

        return changed;
    }

    private byte[] Replace(byte[] body, byte[] bit)
    {
        var start = random.Next(body.Length + 1);
        var length = random.OneIn(2) ? 0 : random.Next(Math.Min(12, body.Length - start) + 1);
        return [.. body[..start], .. bit, .. body[(start + length)..]];
    }

    private byte[] Repeat(byte[] body)
    {
        var start = random.Next(body.Length + 1);
        var piece = body[start..(start + random.Next(body.Length - start + 1))];
        var copies = Enumerable.Repeat(piece, random.Pick(2, 1100)).SelectMany(one => one).Take(200_000);
        return [.. body[..start], .. copies, .. body[start..]];
    }
}
