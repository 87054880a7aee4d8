using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Stores a bucket policy, unless it is public and the public access block forbids that.</summary>
internal sealed class PutBucketPolicy : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var document = await exchange.Body.ReadVerifiedDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        var policy = BucketPolicy.Parse(document, exchange.Bucket);
        var block = await PublicAccessBlock
            .ReadAsync(exchange.Store, exchange.Bucket, exchange.Aborted)
            .ConfigureAwait(false);
        if (policy.IsPublic && block.BlocksPolicies)
        {
            throw new S3Exception(
                S3Error.AccessDenied,
                "Public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
        }

        await exchange.Store.Documents
            .WriteAsync(exchange.Bucket, BucketDocument.Policy.File, document)
            .ConfigureAwait(false);
        return new S3Response(StatusCodes.Status204NoContent);
    }
}
