using System.Xml.Linq;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>The uploads under way, by key and then by id. A page begins after a key and, within it, after an id.</summary>
internal sealed class ListMultipartUploads : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var parameters = exchange.Request.Query;
        if (!string.IsNullOrEmpty(parameters["delimiter"]))
        {
            throw new S3Exception(S3Error.NotImplemented);
        }

        var prefix = parameters["prefix"] ?? "";
        var limit = ListingAnswer.Limit(exchange.Request, "max-uploads");
        var uploads = await exchange.Store.Uploads.ListAsync(exchange.Bucket, prefix, exchange.Aborted).ConfigureAwait(false);
        var left = uploads.Where(upload => IsAfter(upload, parameters)).ToList();
        var page = left.Take(limit).ToList();
        await Answer.XmlAsync(exchange.Response, ToXml(exchange, limit, page, page.Count > 0 && page.Count < left.Count)).ConfigureAwait(false);
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
        var listing = new ListingAnswer(exchange);
        var parameters = exchange.Request.Query;
        return Answer.Element("ListMultipartUploadsResult",
            Answer.Element("Bucket", exchange.Bucket),
            listing.EncodingType(),
            Answer.Element("KeyMarker", listing.Text(parameters["key-marker"] ?? "")),
            Answer.Element("UploadIdMarker", parameters["upload-id-marker"] ?? ""),
            Answer.Optional("NextKeyMarker", listing.Text(isTruncated ? page[^1].Key : null)),
            Answer.Optional("NextUploadIdMarker", isTruncated ? page[^1].Id : null),
            Answer.Element("Prefix", listing.Text(parameters["prefix"] ?? "")),
            Answer.Element("MaxUploads", limit),
            Answer.Element("IsTruncated", isTruncated),
            page.Select(upload => Answer.Element("Upload",
                Answer.Element("Key", listing.Text(upload.Key)),
                Answer.Element("UploadId", upload.Id),
                Identity.Of("Initiator"),
                Identity.Of("Owner"),
                Answer.Element("StorageClass", upload.StorageClass),
                Answer.Element("Initiated", HttpDate.Xml(upload.Initiated)),
                Answer.Optional("ChecksumAlgorithm", upload.ChecksumAlgorithm),
                Answer.Optional("ChecksumType", upload.ChecksumType))));
    }
}
