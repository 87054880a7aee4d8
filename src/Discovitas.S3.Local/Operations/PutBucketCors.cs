using Discovitas.S3.Local.Cors;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class PutBucketCors : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var document = await exchange.Body.ReadVerifiedDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        await exchange.Store.Cors.WriteAsync(exchange.Bucket, CorsDocument.Parse(document)).ConfigureAwait(false);
        return new S3Response();
    }
}
