using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Writes a checksum into the XML of a response.</summary>
internal static class ChecksumXml
{
    internal static XElement? Create(Checksum? checksum) => checksum is null
        ? null
        : S3Xml.Element(ChecksumAlgorithm.FromName(checksum.Algorithm)!.Element, checksum.Value);
}
