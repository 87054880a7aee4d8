namespace Discovitas.S3.Local.Protocol;

/// <summary>A response body that is an XML document.</summary>
internal sealed class XmlBody(XElement root) : BytesBody(S3Xml.ToBytes(root))
{
    internal XElement Root { get; } = root;
}
