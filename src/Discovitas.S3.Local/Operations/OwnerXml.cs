using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Signing;

namespace Discovitas.S3.Local.Operations;

/// <summary>Writes the only account into the XML of listings.</summary>
internal static class OwnerXml
{
    internal static XElement Create(string role) => S3Xml.Element(role, S3Xml.Element("ID", AccessPolicy.Owner));
}
