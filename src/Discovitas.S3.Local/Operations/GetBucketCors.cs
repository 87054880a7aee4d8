using Discovitas.S3.Local.Cors;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class GetBucketCors : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var configuration = await exchange.Store.Cors.FindAsync(exchange.Bucket, exchange.Aborted).ConfigureAwait(false)
            ?? throw new S3Exception(S3Error.NoSuchCorsConfiguration, null, ("BucketName", exchange.Bucket));
        return S3Response.FromXml(CorsDocument.ToXml(configuration));
    }
}
