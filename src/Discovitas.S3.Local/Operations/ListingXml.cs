using System.Diagnostics.CodeAnalysis;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Reads the parameters that all listings have, and writes the XML that they share.</summary>
internal sealed class ListingXml(S3Exchange exchange)
{
    private const int MaxPageSize = 1000;
    private readonly QueryParameters _parameters = exchange.Request.Query;

    private bool EncodesKeys { get; } = exchange.Request.Query["encoding-type"] switch
    {
        null or "" => false,
        "url" => true,
        _ => throw new S3Exception(
            S3Error.InvalidArgument, "Invalid Encoding Method specified in Request", ("ArgumentName", "encoding-type")),
    };

    /// <summary>Returns the maximum number of entries of a page, according to this parameter.</summary>
    internal static int Limit(S3Request request, string name) =>
        Math.Min(MaxPageSize, request.Number(name, MaxPageSize, 0, int.MaxValue));

    internal ListingQuery Query(string after, bool resumes) => new(
        _parameters["prefix"] ?? "",
        _parameters["delimiter"] ?? "",
        after,
        resumes,
        Limit(exchange.Request, "max-keys"));

    /// <summary>Encodes a key if the client asks for it, because XML cannot contain every character.</summary>
    [return: NotNullIfNotNull(nameof(key))]
    internal string? Text(string? key) =>
        key is null || !EncodesKeys ? key : PercentEncoding.EncodeForListing(key);

    internal XElement? EncodingType() => S3Xml.Optional("EncodingType", EncodesKeys ? "url" : null);

    internal XElement ToXml(ListingQuery query, ListingPage page, bool withOwner, params object?[] specific) =>
        S3Xml.Element("ListBucketResult",
            S3Xml.Element("Name", exchange.Bucket),
            S3Xml.Element("Prefix", Text(query.Prefix)),
            S3Xml.Optional("Delimiter", query.Delimiter.Length == 0 ? null : Text(query.Delimiter)),
            S3Xml.Element("MaxKeys", query.Limit),
            EncodingType(),
            specific,
            S3Xml.Element("IsTruncated", page.Last is not null),
            page.Objects.Select(stored => Contents(stored, withOwner)),
            page.CommonPrefixes.Select(prefix =>
                S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", Text(prefix)))));

    private XElement Contents(ObjectMetadata stored, bool withOwner) => S3Xml.Element("Contents",
        S3Xml.Element("Key", Text(stored.Key)),
        S3Xml.Element("LastModified", HttpDate.ToXml(stored.LastModified)),
        S3Xml.Element("ETag", stored.ETag),
        S3Xml.Optional("ChecksumAlgorithm", stored.Checksum?.Algorithm),
        S3Xml.Optional("ChecksumType", stored.Checksum?.Type),
        S3Xml.Element("Size", stored.Size),
        withOwner ? OwnerXml.Create("Owner") : null,
        S3Xml.Element("StorageClass", stored.StorageClass));
}
