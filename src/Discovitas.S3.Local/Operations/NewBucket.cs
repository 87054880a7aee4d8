using Discovitas.S3.Local.Acl;
using Discovitas.S3.Local.Documents;
using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Operations;

/// <summary>The object ownership and the ACL with which a bucket is created.</summary>
/// <param name="Ownership">The ownership; <see langword="null"/> for that of the options.</param>
/// <param name="Acl">The ACL; <see langword="null"/> for the owner's full control.</param>
internal sealed record NewBucket(LocalS3ObjectOwnership? Ownership, Grant[]? Acl)
{
    private const string Header = "x-amz-object-ownership";

    internal static NewBucket From(S3Exchange exchange)
    {
        var name = exchange.Request.Header(Header);
        var ownership = BucketOwnership.Parse(name);
        if (ownership is null && name is not null)
        {
            throw new S3Exception(
                S3Error.InvalidArgument, $"Invalid {Header} header: {name}",
                ("ArgumentName", Header), ("ArgumentValue", name));
        }

        return new NewBucket(
            ownership,
            RequestAcl.ReadForNewBucket(exchange.Request, ownership ?? exchange.Options.ObjectOwnership));
    }

    internal async Task WriteAsync(S3Exchange exchange)
    {
        if (Ownership is { } ownership)
        {
            await new BucketOwnership(exchange.Options, exchange.Store)
                .WriteAsync(exchange.Bucket, ownership)
                .ConfigureAwait(false);
        }

        if (Acl is not null)
        {
            await WriteAclAsync(exchange, Acl).ConfigureAwait(false);
        }
    }

    internal static Task WriteAclAsync(S3Exchange exchange, Grant[]? grants) => exchange.Store.Documents.WriteAsync(
        exchange.Bucket,
        BucketDocument.Acl.File,
        S3Xml.ToBytes(AclDocument.ToXml(grants, OwnerXml.Create("Owner"))));
}
