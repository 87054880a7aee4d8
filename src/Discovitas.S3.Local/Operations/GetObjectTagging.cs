using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class GetObjectTagging : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var stored = await exchange.Store.Objects
            .FindAsync(exchange.Bucket, exchange.Key, exchange.Aborted)
            .ConfigureAwait(false);
        return stored is null ? throw exchange.NoSuchKey() : S3Response.FromXml(TagSet.ToXml(stored.Tags));
    }
}
