using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class DeleteBucketCors : IOperation
{
    public Task<S3Response> RunAsync(S3Exchange exchange)
    {
        exchange.Store.Cors.Delete(exchange.Bucket);
        return Task.FromResult(new S3Response(StatusCodes.Status204NoContent));
    }
}
