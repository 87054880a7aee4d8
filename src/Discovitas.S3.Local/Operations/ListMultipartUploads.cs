using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>
/// Lists the unfinished uploads by key and then by ID. A page begins after a key, or after an upload of that key.
/// </summary>
internal sealed class ListMultipartUploads : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var parameters = exchange.Request.Query;
        if (!string.IsNullOrEmpty(parameters["delimiter"]))
        {
            throw new S3Exception(S3Error.NotImplemented);
        }

        var prefix = parameters["prefix"] ?? "";
        var limit = ListingXml.Limit(exchange.Request, "max-uploads");
        var uploads = await exchange.Store.Uploads
            .ListAsync(exchange.Bucket, prefix, exchange.Aborted)
            .ConfigureAwait(false);
        var left = uploads.Where(upload => IsAfter(upload, parameters)).ToList();
        var page = left.Take(limit).ToList();
        return S3Response.FromXml(ToXml(exchange, limit, page, page.Count > 0 && page.Count < left.Count));
    }

    private static bool IsAfter(UploadMetadata upload, QueryParameters parameters)
    {
        var keyMarker = parameters["key-marker"] ?? "";
        var idMarker = parameters["upload-id-marker"] ?? "";
        var order = Utf8Order.Instance.Compare(upload.Key, keyMarker);
        return order > 0 || (order == 0 && idMarker.Length > 0 && string.CompareOrdinal(upload.Id, idMarker) > 0);
    }

    private static XElement ToXml(S3Exchange exchange, int limit, List<UploadMetadata> page, bool isTruncated)
    {
        var listing = new ListingXml(exchange);
        var parameters = exchange.Request.Query;
        return S3Xml.Element("ListMultipartUploadsResult",
            S3Xml.Element("Bucket", exchange.Bucket),
            listing.EncodingType(),
            S3Xml.Element("KeyMarker", listing.Text(parameters["key-marker"] ?? "")),
            S3Xml.Element("UploadIdMarker", parameters["upload-id-marker"] ?? ""),
            S3Xml.Optional("NextKeyMarker", listing.Text(isTruncated ? page[^1].Key : null)),
            S3Xml.Optional("NextUploadIdMarker", isTruncated ? page[^1].Id : null),
            S3Xml.Element("Prefix", listing.Text(parameters["prefix"] ?? "")),
            S3Xml.Element("MaxUploads", limit),
            S3Xml.Element("IsTruncated", isTruncated),
            page.Select(upload => S3Xml.Element("Upload",
                S3Xml.Element("Key", listing.Text(upload.Key)),
                S3Xml.Element("UploadId", upload.Id),
                OwnerXml.Create("Initiator"),
                OwnerXml.Create("Owner"),
                S3Xml.Element("StorageClass", upload.StorageClass),
                S3Xml.Element("Initiated", HttpDate.ToXml(upload.Initiated)),
                S3Xml.Optional("ChecksumAlgorithm", upload.ChecksumAlgorithm),
                S3Xml.Optional("ChecksumType", upload.ChecksumType))));
    }
}
