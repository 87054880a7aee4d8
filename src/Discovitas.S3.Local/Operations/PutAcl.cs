using Discovitas.S3.Local.Acl;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>PutBucketAcl and PutObjectAcl, with the ACL in the headers or in the body.</summary>
internal sealed class PutAcl : IOperation
{
    private static readonly S3Error UnexpectedContent =
        new("UnexpectedContent", 400, "This request does not support content");

    private static readonly S3Error MissingSecurityHeader =
        new("MissingSecurityHeader", 400, "Your request was missing a required header");

    public async Task<S3Response> RunAsync(S3Exchange exchange)
    {
        var grants = await ReadAsync(exchange).ConfigureAwait(false);
        if (exchange.Key.Length == 0)
        {
            await NewBucket.WriteAclAsync(exchange, grants).ConfigureAwait(false);
        }
        else if (await exchange.Store.Objects
            .UpdateAsync(exchange.Bucket, exchange.Key, stored => stored with { Acl = grants }, exchange.Aborted)
            .ConfigureAwait(false) is null)
        {
            throw exchange.NoSuchKey();
        }

        return new S3Response();
    }

    private static async Task<Grant[]?> ReadAsync(S3Exchange exchange)
    {
        if (AclHeaders.AreIn(exchange.Request))
        {
            return exchange.HasBody ? throw new S3Exception(UnexpectedContent) : exchange.Acl;
        }

        if (!exchange.HasBody)
        {
            throw new S3Exception(MissingSecurityHeader, null, ("MissingHeaderName", AclHeaders.Canned));
        }

        var document = await exchange.Body.ReadDocumentAsync(exchange.Aborted).ConfigureAwait(false);
        var grants = AclDocument.Parse(document);
        if (Grants.AreDefault(grants))
        {
            return null;
        }

        var isEnforced = await new BucketOwnership(exchange.Options, exchange.Store)
            .IsEnforcedAsync(exchange.Bucket, exchange.Aborted)
            .ConfigureAwait(false);
        return isEnforced ? throw new S3Exception(S3Error.AccessControlListNotSupported) : grants;
    }
}
