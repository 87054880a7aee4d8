using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>An answer as it came.</summary>
internal sealed record RawAnswer(int Status, Dictionary<string, string> Headers, string Body)
{
    public string? Code => Body.Length == 0 ? null : Xml().Element("Code")?.Value;

    public string? Message => Body.Length == 0 ? null : Xml().Element("Message")?.Value;

    /// <summary>The body as XML; a key in it may hold control characters.</summary>
    private XElement Xml()
    {
        using var reader = XmlReader.Create(new StringReader(Body), new XmlReaderSettings { CheckCharacters = false });
        return XElement.Load(reader);
    }

    public static RawAnswer Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase);
        return new RawAnswer(int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
    }
}
