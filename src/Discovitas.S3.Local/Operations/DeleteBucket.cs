using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

internal sealed class DeleteBucket : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        // Not stopped with the request: in between, the bucket is closed.
        var (store, bucket) = (exchange.Store, exchange.Bucket);
        return await store.Buckets
            .TryDeleteAsync(bucket, () => store.Listing.IsEmptyAsync(bucket, CancellationToken.None))
            .ConfigureAwait(false)
            ? new S3Response(StatusCodes.Status204NoContent)
            : throw new S3Exception(S3Error.BucketNotEmpty, null, ("BucketName", bucket));
    }
}
