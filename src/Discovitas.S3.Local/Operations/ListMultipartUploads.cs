using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>Lists the unfinished uploads by key and then by time.</summary>
internal sealed class ListMultipartUploads : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var parameters = exchange.Request.Query;
        var query = new ListingQuery(
            parameters["prefix"] ?? "",
            parameters["delimiter"] ?? "",
            parameters["key-marker"] ?? "",
            Resumes: true,
            ListingXml.Limit(exchange.Request, "max-uploads"));
        var listing = new ListingXml(exchange);
        var uploads = await exchange.Store.Uploads
            .ListAsync(exchange.Bucket, query.Prefix, exchange.Aborted)
            .ConfigureAwait(false);
        var uploadIdMarker = parameters["upload-id-marker"] ?? "";
        var page = UploadListing.Create(query, uploadIdMarker, uploads);
        return S3Response.FromXml(S3Xml.Element("ListMultipartUploadsResult",
            S3Xml.Element("Bucket", exchange.Bucket),
            listing.EncodingType(),
            S3Xml.Element("KeyMarker", listing.Text(query.After)),
            S3Xml.Element("UploadIdMarker", query.After.Length > 0 ? uploadIdMarker : ""),
            S3Xml.Element("NextKeyMarker", listing.Text(page.NextKeyMarker)),
            S3Xml.Element("NextUploadIdMarker", page.NextUploadIdMarker),
            Given("Prefix", listing.Text(query.Prefix)),
            Given("Delimiter", listing.Text(query.Delimiter)),
            S3Xml.Element("MaxUploads", query.Limit),
            S3Xml.Element("IsTruncated", page.IsTruncated),
            page.Uploads.Select(upload => ToXml(upload, listing)),
            page.CommonPrefixes.Select(prefix =>
                S3Xml.Element("CommonPrefixes", S3Xml.Element("Prefix", listing.Text(prefix))))));
    }

    private static XElement? Given(string name, string value) => S3Xml.Optional(name, value.Length == 0 ? null : value);

    private static XElement ToXml(UploadMetadata upload, ListingXml listing) => S3Xml.Element("Upload",
        S3Xml.Element("Key", listing.Text(upload.Key)),
        S3Xml.Element("UploadId", upload.Id),
        OwnerXml.Create("Initiator"),
        OwnerXml.Create("Owner"),
        S3Xml.Element("StorageClass", upload.StorageClass),
        S3Xml.Element("Initiated", HttpDate.ToXml(upload.Initiated)),
        S3Xml.Optional("ChecksumAlgorithm", upload.ChecksumAlgorithm),
        S3Xml.Optional("ChecksumType", upload.ChecksumType));
}
