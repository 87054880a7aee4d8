using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class ListBuckets : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var buckets = await exchange.Store.Buckets.ListAsync(exchange.Aborted).ConfigureAwait(false);
        await Answer.XmlAsync(exchange.Response, Answer.Element("ListAllMyBucketsResult",
            Identity.Of("Owner"),
            Answer.Element("Buckets", buckets.Select(bucket => Answer.Element("Bucket",
                Answer.Element("Name", bucket.Name),
                Answer.Element("CreationDate", HttpDate.Xml(bucket.Created))))))).ConfigureAwait(false);
    }
}
