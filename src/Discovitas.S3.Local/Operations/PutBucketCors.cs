using Discovitas.S3.Local.Cors;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class PutBucketCors : IOperation
{
    public async Task RunAsync(S3Exchange exchange)
    {
        var configuration = CorsDocument.Parse(await exchange.Body.ReadProvenDocumentAsync(exchange.Aborted).ConfigureAwait(false));
        await exchange.Store.Cors.WriteAsync(exchange.Bucket, configuration).ConfigureAwait(false);
        Answer.Empty(exchange.Response);
    }
}
