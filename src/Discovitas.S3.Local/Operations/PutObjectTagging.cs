using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class PutObjectTagging : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var tags = TagSet.Parse(await exchange.Body.ReadDocumentAsync(exchange.Aborted).ConfigureAwait(false));
        _ = await exchange.Store.Objects
            .UpdateAsync(exchange.Bucket, exchange.Key, stored => stored with { Tags = tags }, exchange.Aborted).ConfigureAwait(false)
            ?? throw new S3Exception(S3Error.NoSuchKey, null, ("Key", exchange.Key));
        Answer.Empty(exchange.Response);
    }
}
