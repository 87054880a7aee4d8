using Discovitas.S3.Local.Acl;
using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>GetBucketAcl and GetObjectAcl. A bucket that accepts no ACLs has the owner's full control.</summary>
internal sealed class GetAcl : IOperation
{
    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var stored = exchange.Key.Length == 0
            ? await OfBucketAsync(exchange).ConfigureAwait(false)
            : await OfObjectAsync(exchange).ConfigureAwait(false);
        var isEnforced = await new BucketOwnership(exchange.Options, exchange.Store)
            .IsEnforcedAsync(exchange.Bucket, exchange.Aborted)
            .ConfigureAwait(false);
        return S3Response.FromXml(AclDocument.ToXml(isEnforced ? null : stored, OwnerXml.Create("Owner")));
    }

    private static async Task<Grant[]?> OfBucketAsync(S3Exchange exchange)
    {
        var document = await exchange.Store.Documents
            .FindAsync(exchange.Bucket, BucketDocument.Acl.File, exchange.Aborted)
            .ConfigureAwait(false);
        return document is null ? null : AclDocument.Parse(document);
    }

    private static async Task<Grant[]?> OfObjectAsync(S3Exchange exchange)
    {
        var stored = await exchange.Store.Objects
            .FindAsync(exchange.Bucket, exchange.Key, exchange.Aborted)
            .ConfigureAwait(false);
        return stored is null ? throw exchange.NoSuchKey() : stored.Acl;
    }
}
