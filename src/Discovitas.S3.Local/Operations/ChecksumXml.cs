using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Writes a checksum into the XML of a response.</summary>
internal static class ChecksumXml
{
    /// <summary>Creates the elements of an object's checksum: the value and the type.</summary>
    internal static XElement?[] CreateWithType(Checksum? checksum) =>
        [Create(checksum), S3Xml.Optional("ChecksumType", checksum?.Type)];

    internal static XElement? Create(Checksum? checksum) => checksum is null
        ? null
        : S3Xml.Element(ChecksumAlgorithm.FromName(checksum.Algorithm)!.Element, checksum.Value);
}
