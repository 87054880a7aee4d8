using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class ListBuckets : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var all = await exchange.Store.Buckets.ListAsync(exchange.Aborted).ConfigureAwait(false);
        var buckets = all.Where(bucket => exchange.Caller.AccessKey?.MaySee(bucket.Name) ?? true);
        return S3Response.FromXml(S3Xml.Element("ListAllMyBucketsResult",
            OwnerXml.Create("Owner"),
            S3Xml.Element("Buckets", buckets.Select(bucket => S3Xml.Element("Bucket",
                S3Xml.Element("Name", bucket.Name),
                S3Xml.Element("CreationDate", HttpDate.ToXml(bucket.Created)))))));
    }
}
