using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;

namespace Discovitas.S3.Local.Operations;

/// <summary>Reports whether the bucket's policy allows anyone anything.</summary>
internal sealed class GetBucketPolicyStatus : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var document = await exchange.Store.Documents
            .FindAsync(exchange.Bucket, BucketDocument.Policy.File, exchange.Aborted)
            .ConfigureAwait(false)
            ?? throw new S3Exception(BucketDocument.Policy.Missing, null, ("BucketName", exchange.Bucket));
        var isPublic = BucketPolicy.Parse(document, exchange.Bucket).IsPublic;
        return S3Response.FromXml(S3Xml.Element("PolicyStatus", S3Xml.Element("IsPublic", isPublic)));
    }
}
