using System.Xml;
using System.Xml.Linq;

namespace Discovitas.S3.Local.Protocol;

/// <summary>Reads the XML documents that some operations take, with S3's namespace or without.</summary>
internal static class XmlRequest
{
    public static XElement Parse(byte[] document, string rootName)
    {
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false };
            using var reader = XmlReader.Create(new MemoryStream(document), settings);
            var root = XElement.Load(reader);
            return root.Name.LocalName == rootName ? root : throw new S3Exception(S3Error.MalformedXml);
        }
        catch (XmlException)
        {
            throw new S3Exception(S3Error.MalformedXml);
        }
    }

    public static IEnumerable<XElement> Children(XElement parent, string name) =>
        parent.Elements().Where(child => child.Name.LocalName == name);

    public static string? Value(XElement parent, string name) => Children(parent, name).FirstOrDefault()?.Value;
}
