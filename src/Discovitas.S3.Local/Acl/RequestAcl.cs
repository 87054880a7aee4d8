using Discovitas.S3.Local.Protocol;
using Discovitas.S3.Local.Storage;

namespace Discovitas.S3.Local.Acl;

/// <summary>Reads the ACL that the headers of a request set. Rejects it if the bucket does not accept ACLs.</summary>
internal sealed class RequestAcl(BucketOwnership ownership)
{
    private static readonly S3Error InvalidBucketAcl = new(
        "InvalidBucketAclWithObjectOwnership",
        400,
        "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting");

    /// <summary>Returns the ACL, or <see langword="null"/> for the owner's full control.</summary>
    internal async Task<Grant[]?> ReadAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (!Takes(request.Operation) || !AclHeaders.AreIn(request))
        {
            return null;
        }

        if (await ownership.IsEnforcedAsync(request.Bucket, cancellationToken).ConfigureAwait(false))
        {
            return request.Header(AclHeaders.Canned) is "bucket-owner-full-control"
                ? null
                : throw new S3Exception(S3Error.AccessControlListNotSupported);
        }

        var grants = AclHeaders.Parse(request);
        return Grants.AreDefault(grants) ? null : grants;
    }

    /// <summary>Returns the ACL of a bucket that is to be created with this ownership.</summary>
    internal static Grant[]? ReadForNewBucket(S3Request request, LocalS3ObjectOwnership ownership)
    {
        if (!AclHeaders.AreIn(request))
        {
            return null;
        }

        var grants = AclHeaders.Parse(request);
        if (Grants.AreDefault(grants))
        {
            return null;
        }

        return ownership is LocalS3ObjectOwnership.BucketOwnerEnforced
            ? throw new S3Exception(InvalidBucketAcl)
            : grants;
    }

    private static bool Takes(S3Operation operation) => operation is
        S3Operation.PutObject or S3Operation.CopyObject or S3Operation.CreateMultipartUpload
        or S3Operation.PutObjectAcl or S3Operation.PutBucketAcl;
}
