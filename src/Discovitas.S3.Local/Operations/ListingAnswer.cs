using System.Diagnostics.CodeAnalysis;
using System.Xml.Linq;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>What listings have in common: their parameters and how their XML writes keys.</summary>
internal sealed class ListingAnswer(S3Exchange exchange)
{
    private const int LargestPage = 1000;
    private readonly QueryParameters _parameters = exchange.Request.Query;

    private bool EncodesKeys { get; } = exchange.Request.Query["encoding-type"] switch
    {
        null or "" => false,
        "url" => true,
        _ => throw new S3Exception(S3Error.InvalidArgument, "Invalid Encoding Method specified in Request", ("ArgumentName", "encoding-type")),
    };

    /// <summary>How many entries a page may have, by the parameter of that name.</summary>
    public static int Limit(S3Request request, string name) => Math.Min(LargestPage, request.Number(name, LargestPage, 0, int.MaxValue));

    public ListingQuery Query(string after, bool resumes) => new(
        _parameters["prefix"] ?? "", _parameters["delimiter"] ?? "", after, resumes, Limit(exchange.Request, "max-keys"));

    /// <summary>A key, percent-encoded if the client asked for that because XML cannot hold every character.</summary>
    [return: NotNullIfNotNull(nameof(key))]
    public string? Text(string? key) => key is null || !EncodesKeys ? key : PercentEncoding.Encode(key, keepSlashes: true);

    public XElement? EncodingType() => Answer.Optional("EncodingType", EncodesKeys ? "url" : null);

    public XElement ToXml(ListingQuery query, ListingPage page, bool withOwner, params object?[] own) => Answer.Element("ListBucketResult",
        Answer.Element("Name", exchange.Bucket),
        Answer.Element("Prefix", Text(query.Prefix)),
        Answer.Optional("Delimiter", query.Delimiter.Length == 0 ? null : Text(query.Delimiter)),
        Answer.Element("MaxKeys", query.Limit),
        EncodingType(),
        own,
        Answer.Element("IsTruncated", page.Last is not null),
        page.Objects.Select(stored => Contents(stored, withOwner)),
        page.CommonPrefixes.Select(prefix => Answer.Element("CommonPrefixes", Answer.Element("Prefix", Text(prefix)))));

    private XElement Contents(ObjectMetadata stored, bool withOwner) => Answer.Element("Contents",
        Answer.Element("Key", Text(stored.Key)),
        Answer.Element("LastModified", HttpDate.Xml(stored.LastModified)),
        Answer.Element("ETag", stored.ETag),
        Answer.Optional("ChecksumAlgorithm", stored.Checksum?.Algorithm),
        Answer.Optional("ChecksumType", stored.Checksum?.Type),
        Answer.Element("Size", stored.Size),
        withOwner ? Identity.Of("Owner") : null,
        Answer.Element("StorageClass", stored.StorageClass));
}
