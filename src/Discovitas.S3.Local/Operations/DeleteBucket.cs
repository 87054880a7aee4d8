using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class DeleteBucket : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        if (!await exchange.Store.Listing.IsEmptyAsync(exchange.Bucket, exchange.Aborted).ConfigureAwait(false))
        {
            throw new S3Exception(S3Error.BucketNotEmpty, null, ("BucketName", exchange.Bucket));
        }

        exchange.Store.Buckets.Delete(exchange.Bucket);
        return new S3Response(StatusCodes.Status204NoContent);
    }
}
