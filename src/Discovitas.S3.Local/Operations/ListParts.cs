using System.Xml.Linq;
using Discovitas.S3.Local.Checksums;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

internal sealed class ListParts : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var upload = await Upload.OfAsync(exchange).ConfigureAwait(false);
        var marker = exchange.Request.Number("part-number-marker", fallback: 0, least: 0, most: int.MaxValue);
        var limit = ListingAnswer.Limit(exchange.Request, "max-parts");
        var listing = new ListingAnswer(exchange);
        var parts = await exchange.Store.Uploads.PartsAsync(exchange.Bucket, upload.Id, exchange.Aborted).ConfigureAwait(false);
        var left = parts.Where(part => part.Number > marker).ToList();
        var page = left.Take(limit).ToList();
        await Answer.XmlAsync(exchange.Response, Answer.Element("ListPartsResult",
            Answer.Element("Bucket", exchange.Bucket),
            listing.EncodingType(),
            Answer.Element("Key", listing.Text(exchange.Key)),
            Answer.Element("UploadId", upload.Id),
            Answer.Optional("ChecksumAlgorithm", upload.ChecksumAlgorithm),
            Answer.Optional("ChecksumType", upload.ChecksumType),
            Identity.Of("Initiator"),
            Identity.Of("Owner"),
            Answer.Element("StorageClass", upload.StorageClass),
            Answer.Element("PartNumberMarker", marker),
            Answer.Element("NextPartNumberMarker", page.LastOrDefault()?.Number ?? 0),
            Answer.Element("MaxParts", limit),
            Answer.Element("IsTruncated", page.Count > 0 && page.Count < left.Count),
            page.Select(Part))).ConfigureAwait(false);
    }

    private static XElement Part(PartMetadata part) => Answer.Element("Part",
        Answer.Element("PartNumber", part.Number),
        Answer.Element("LastModified", HttpDate.Xml(part.LastModified)),
        Answer.Element("ETag", part.ETag),
        Answer.Element("Size", part.Size),
        part.Checksum is { } checksum ? Answer.Element(ChecksumAlgorithm.ByName(checksum.Algorithm)!.Element, checksum.Value) : null);
}
