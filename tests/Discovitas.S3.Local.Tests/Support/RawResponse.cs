using System.Xml;

namespace Discovitas.S3.Local.Tests.Support;

/// <summary>A response, parsed.</summary>
internal sealed record RawResponse(int Status, Dictionary<string, string> Headers, string Body)
{
    internal string? Code => Body.Length == 0 ? null : Xml().Element("Code")?.Value;

    internal string? Message => Body.Length == 0 ? null : Xml().Element("Message")?.Value;

    /// <summary>Parses the body as XML. Keys in it may contain control characters.</summary>
    private XElement Xml()
    {
        using var reader = XmlReader.Create(new StringReader(Body), new XmlReaderSettings { CheckCharacters = false });
        return XElement.Load(reader);
    }

    internal static RawResponse Parse(string text)
    {
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var lines = text[..end].Split("\r\n");
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2))
            .ToDictionary(line => line[0], line => line[1], StringComparer.OrdinalIgnoreCase);
        return new RawResponse(
            int.Parse(lines[0].Split(' ')[1], CultureInfo.InvariantCulture), headers, text[(end + 4)..]);
    }
}
