using Discovitas.S3.Local.Acl;
using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>GetBucketOwnershipControls, PutBucketOwnershipControls and DeleteBucketOwnershipControls.</summary>
internal sealed class BucketOwnershipControls(string method) : IOperation
{
    public Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var ownership = new BucketOwnership(exchange.Options, exchange.Store);
        return method switch
        {
            "GET" => GetAsync(exchange, ownership),
            "PUT" => PutAsync(exchange, ownership),
            _ => DeleteAsync(exchange, ownership),
        };
    }

    private static async Task<S3Response> GetAsync(S3Exchange exchange, BucketOwnership ownership)
    {
        var value = await ownership.FindAsync(exchange.Bucket, exchange.Aborted).ConfigureAwait(false)
            ?? throw new S3Exception(
                BucketDocument.OwnershipControls.Missing, null, ("BucketName", exchange.Bucket));
        return S3Response.FromXml(BucketOwnership.ToXml(value));
    }

    private static async Task<S3Response> PutAsync(S3Exchange exchange, BucketOwnership ownership)
    {
        var document = await exchange.Body.ReadVerifiedDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        await ownership.WriteAsync(exchange.Bucket, BucketOwnership.Parse(document)).ConfigureAwait(false);
        return new S3Response();
    }

    private static async Task<S3Response> DeleteAsync(S3Exchange exchange, BucketOwnership ownership)
    {
        await ownership.WriteAsync(exchange.Bucket, null).ConfigureAwait(false);
        return new S3Response(StatusCodes.Status204NoContent);
    }
}
