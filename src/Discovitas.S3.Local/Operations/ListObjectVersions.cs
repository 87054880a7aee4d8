using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Lists the objects as versions: each has one, which is the latest and has the ID <c>null</c>.</summary>
internal sealed class ListObjectVersions : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var marker = exchange.Request.Query["key-marker"] ?? "";
        CheckMarker(exchange.Request, marker);
        var listing = new ListingXml(exchange);
        var query = listing.Query(marker, resumes: true);
        var page = await exchange.Store.Listing
            .PageAsync(exchange.Bucket, query, exchange.Aborted)
            .ConfigureAwait(false);
        return S3Response.FromXml(ToXml(exchange, listing, query, page));
    }

    /// <summary>Throws if the version at which the page begins cannot exist.</summary>
    private static void CheckMarker(S3Request request, string keyMarker)
    {
        const string Parameter = "version-id-marker";
        var message = request.Query[Parameter] switch
        {
            null => null,
            "" => "A version-id marker cannot be empty.",
            _ when keyMarker.Length == 0 => "A version-id marker cannot be specified without a key marker.",
            ObjectVersion.Null => null,
            _ => "Invalid version id specified",
        };
        if (message is not null)
        {
            throw new S3Exception(
                S3Error.InvalidArgument, message,
                ("ArgumentName", Parameter), ("ArgumentValue", request.Query[Parameter]!));
        }
    }

    private static XElement ToXml(S3Exchange exchange, ListingXml listing, ListingQuery query, ListingPage page)
    {
        // The page ends with a key or with a common prefix, which is no version.
        var endsWithKey = page.Last is not null && page.Objects.LastOrDefault()?.Key == page.Last;
        return S3Xml.Element("ListVersionsResult",
            S3Xml.Element("Name", exchange.Bucket),
            S3Xml.Element("Prefix", listing.Text(query.Prefix)),
            S3Xml.Element("KeyMarker", listing.Text(query.After)),
            S3Xml.Element("VersionIdMarker", exchange.Request.Query["version-id-marker"]),
            S3Xml.Optional("NextKeyMarker", listing.Text(page.Last)),
            S3Xml.Optional("NextVersionIdMarker", endsWithKey ? ObjectVersion.Null : null),
            S3Xml.Element("MaxKeys", query.Limit),
            S3Xml.Optional("Delimiter", query.Delimiter.Length == 0 ? null : listing.Text(query.Delimiter)),
            listing.EncodingType(),
            S3Xml.Element("IsTruncated", page.Last is not null),
            page.Objects.Select(stored => Version(listing, stored)),
            page.CommonPrefixes.Select(prefix =>
                S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", listing.Text(prefix)))));
    }

    private static XElement Version(ListingXml listing, ObjectMetadata stored) => S3Xml.Element("Version",
        S3Xml.Element("Key", listing.Text(stored.Key)),
        S3Xml.Element("VersionId", ObjectVersion.Null),
        S3Xml.Element("IsLatest", true),
        S3Xml.Element("LastModified", HttpDate.ToXml(stored.LastModified)),
        S3Xml.Element("ETag", stored.ETag),
        S3Xml.Optional("ChecksumAlgorithm", stored.Checksum?.Algorithm),
        S3Xml.Optional("ChecksumType", stored.Checksum?.Type),
        S3Xml.Element("Size", stored.Size),
        OwnerXml.Create("Owner"),
        S3Xml.Element("StorageClass", stored.StorageClass));
}
