using System.Xml;

namespace Discovitas.S3.Local.Protocol;

/// <summary>Reads and writes the XML documents of S3.</summary>
internal static class S3Xml
{
    private const int MaxDepth = 32;
    private static readonly XNamespace Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Creates an element in the namespace of S3. Content that is <see langword="null"/> is left out.
    /// </summary>
    internal static XElement Element(string name, params object?[] content) => new(Namespace + name, content);

    /// <summary>Creates an element, or returns <see langword="null"/> if it has no value.</summary>
    internal static XElement? Optional(string name, object? value) =>
        value is null ? null : new(Namespace + name, value);

    /// <summary>Parses a request's document, with or without the namespace of S3.</summary>
    internal static XElement Parse(byte[] document, string rootName)
    {
        if (document.Length == 0)
        {
            throw new S3Exception(S3Error.MissingRequestBody);
        }

        try
        {
            var settings = new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                CheckCharacters = false,
            };
            CheckDepth(document, settings);
            using var reader = XmlReader.Create(new MemoryStream(document), settings);
            var root = XElement.Load(reader);
            return root.Name.LocalName == rootName ? root : throw new S3Exception(S3Error.MalformedXml);
        }
        catch (XmlException)
        {
            throw new S3Exception(S3Error.MalformedXml);
        }
    }

    /// <summary>Throws before a tree is built, which takes time with the square of its depth.</summary>
    private static void CheckDepth(byte[] document, XmlReaderSettings settings)
    {
        using var reader = XmlReader.Create(new MemoryStream(document), settings);
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                throw new S3Exception(S3Error.MalformedXml);
            }
        }
    }

    internal static IEnumerable<XElement> Children(XElement parent, string name) =>
        parent.Elements().Where(child => child.Name.LocalName == name);

    internal static string? Value(XElement parent, string name) => Children(parent, name).FirstOrDefault()?.Value;

    /// <summary>Returns the document as it is sent.</summary>
    internal static byte[] ToBytes(XElement root)
    {
        using var text = new MemoryStream();

        // A key may contain control characters. S3 writes them as character references, which XML 1.0 does not allow;
        // a carriage return as it is would be read as a line feed.
        var settings = new XmlWriterSettings
        {
            Encoding = Utf8,
            CheckCharacters = false,
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var writer = XmlWriter.Create(text, settings))
        {
            root.WriteTo(writer);
        }

        return text.ToArray();
    }
}
