using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class GetObjectTagging : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var stored = await exchange.Store.Objects.FindAsync(exchange.Bucket, exchange.Key, exchange.Aborted).ConfigureAwait(false)
            ?? throw new S3Exception(S3Error.NoSuchKey, null, ("Key", exchange.Key));
        await Answer.XmlAsync(exchange.Response, TagSet.ToXml(stored.Tags)).ConfigureAwait(false);
    }
}
