using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Deletes a document that configures the bucket. Succeeds if there is none.</summary>
internal sealed class DeleteBucketDocument(BucketDocument kind) : IOperation
{
    public Task<S3Response> RunAsync(S3Exchange exchange)
    {
        exchange.Store.Documents.Delete(exchange.Bucket, kind.File);
        return Task.FromResult(new S3Response(StatusCodes.Status204NoContent));
    }
}
