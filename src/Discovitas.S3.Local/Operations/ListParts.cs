using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class ListParts : UploadOperation
{
    private protected override async Task<S3Response> RunAsync(S3Exchange exchange, UploadMetadata upload)
    {
        var marker = exchange.Request.Number("part-number-marker", fallback: 0, least: 0, most: int.MaxValue);
        var limit = ListingXml.Limit(exchange.Request, "max-parts");
        var listing = new ListingXml(exchange);
        var parts = await exchange.Store.Uploads
            .ListPartsAsync(exchange.Bucket, upload.Id, exchange.Aborted)
            .ConfigureAwait(false);
        var left = parts.Where(part => part.Number > marker).ToList();
        var page = left.Take(limit).ToList();
        return S3Response.FromXml(S3Xml.Element("ListPartsResult",
            S3Xml.Element("Bucket", exchange.Bucket),
            listing.EncodingType(),
            S3Xml.Element("Key", listing.Text(exchange.Key)),
            S3Xml.Element("UploadId", upload.Id),
            S3Xml.Optional("ChecksumAlgorithm", upload.ChecksumAlgorithm),
            S3Xml.Optional("ChecksumType", upload.ChecksumType),
            OwnerXml.Create("Initiator"),
            OwnerXml.Create("Owner"),
            S3Xml.Element("StorageClass", upload.StorageClass),
            S3Xml.Element("PartNumberMarker", marker),
            S3Xml.Element("NextPartNumberMarker", page.LastOrDefault()?.Number ?? 0),
            S3Xml.Element("MaxParts", limit),
            S3Xml.Element("IsTruncated", page.Count > 0 && page.Count < left.Count),
            page.Select(ToXml)));
    }

    private static XElement ToXml(PartMetadata part) => S3Xml.Element("Part",
        S3Xml.Element("PartNumber", part.Number),
        S3Xml.Element("LastModified", HttpDate.ToXml(part.LastModified)),
        S3Xml.Element("ETag", part.ETag),
        S3Xml.Element("Size", part.Size),
        ChecksumXml.Create(part.Checksum));
}
